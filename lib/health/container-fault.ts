import type { ContainerStatus } from '@/lib/kube/kinds/pod'
import { shorten, told } from './words'

type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>

// Why a container waits that will not come by itself; reference: kubelet images/types.go, container/sync_result.go,
// kuberuntime_container.go, cri-api/pkg/errors. What newer versions add ends in Error or BackOff.
const waitingFaults = new Set([
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'ImageVolumeMountFailed',
  'RROUnsupported',
  'ContainerCannotRun',
])

export const isFault = (reason: string) =>
  waitingFaults.has(reason) || reason.endsWith('Error') || reason.endsWith('BackOff')

/** Reasons that every failure has: they add nothing to the exit code. */
const plainEndings = new Set(['', 'Error', 'Completed'])

/** Reasons whose message is the runtime's own explanation, not the tail of the program's output. */
const explainedEndings = new Set(['StartError', 'ContainerCannotRun', 'ContainerStatusUnknown'])

/** What is wrong with a container, as in `CrashLoopBackOff in main, exit 1`; undefined when nothing is. */
export function containerFault({ name, state, lastState }: ContainerStatus): string | undefined {
  const { waiting, terminated } = state ?? {}
  if (waiting !== undefined && isFault(waiting.reason)) {
    const last = lastState?.terminated
    if (waiting.reason !== 'CrashLoopBackOff') return phrase(`${waiting.reason} in ${name}`, waiting.message)
    return last === undefined ? `CrashLoopBackOff in ${name}` : `CrashLoopBackOff in ${name}, ${ending(last)}`
  }
  if (terminated === undefined || terminated.exitCode === 0) return undefined
  const word = plainEndings.has(terminated.reason) ? 'Error' : terminated.reason
  return phrase(`${word} in ${name}, exit ${terminated.exitCode}`, explanation(terminated))
}

/** A reason to wait that is neither a known step of starting nor a known fault: told, not judged. */
export function unusualWait({ name, state }: ContainerStatus): string | undefined {
  const { reason = '', message = '' } = state?.waiting ?? {}
  if (reason === '' || reason === 'PodInitializing' || reason === 'ContainerCreating') return undefined
  return phrase(`${reason} in ${name}`, message)
}

/** How a container ended: `OOMKilled, exit 137`, `exit 1`, or the runtime's explanation with it. */
export function ending(terminated: Terminated): string {
  const { reason, signal, exitCode } = terminated
  const code = signal === 0 ? `exit ${exitCode}` : `signal ${signal}`
  return plainEndings.has(reason) ? code : phrase(`${reason}, ${code}`, explanation(terminated))
}

const explanation = ({ reason, message }: Terminated) => (explainedEndings.has(reason) ? message : '')

function phrase(what: string, message: string): string {
  return shorten(message) === null ? what : (told(what, message) ?? what)
}
