/** How the main container of a broken pod looks, and stays. */
export interface PodState {
  readonly phase: 'Pending' | 'Running'
  /** Undefined: it runs, but is not ready. */
  readonly waiting?: { readonly reason: string; readonly message: string }
  readonly lastExit?: { readonly exitCode: number; readonly reason: string }
}

const crashLoop = (exitCode: number, reason: string): PodState => ({
  phase: 'Running',
  waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=main' },
  lastExit: { exitCode, reason },
})

/** Of forty applications in production, five are ill, each in one of the usual ways. */
const illnesses = new Map<number, PodState>([
  [7, crashLoop(1, 'Error')],
  [17, { phase: 'Pending', waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } }],
  [23, crashLoop(137, 'OOMKilled')],
  [
    29,
    {
      phase: 'Pending',
      waiting: { reason: 'CreateContainerConfigError', message: 'secret "payments-db" not found' },
    },
  ],
  [37, { phase: 'Running' }],
])

export const brokenState = (applicationIndex: number): PodState | undefined => illnesses.get(applicationIndex % 40)

/** In every second ill application all pods are broken, in the others one in three. */
export const isBrokenPod = (applicationIndex: number, podIndex: number): boolean =>
  applicationIndex % 80 >= 40 || podIndex % 3 === 0
