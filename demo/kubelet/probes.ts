import type { Container, ContainerStatus, Probe } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'
import { shareOf } from './lifetime'

export type ProbeKind = 'startup' | 'readiness' | 'liveness'

export const probeKinds: readonly ProbeKind[] = ['startup', 'readiness', 'liveness']

export const probeOf = (container: Container, kind: ProbeKind): Probe | undefined =>
  ({ startup: container.startupProbe, readiness: container.readinessProbe, liveness: container.livenessProbe })[kind]

export const periodOf = ({ periodSeconds = 10 }: Probe): number => Math.max(1, periodSeconds) * 1000

/**
 * The instant of the next probe whose result matters: one that fails, or one that can change what is reported. The worker of
 * pkg/kubelet/prober probes soon after the start or the initial delay, and then once a period. Undefined: nothing to find out.
 */
export function nextProbe(
  kind: ProbeKind,
  probe: Probe,
  status: ContainerStatus,
  behaviour: Behaviour,
  now: number,
): number | undefined {
  const { startedAt } = status.state.running ?? {}
  if (startedAt === undefined) return undefined
  // Other probes wait for the startup probe; it stops when it has succeeded.
  if ((kind === 'startup') === (status.started ?? false)) return undefined
  const isOpen = kind === 'startup' || (kind === 'readiness' && !status.ready)
  const from = isOpen ? now : troubleFrom(kind, behaviour, Date.parse(startedAt), now)
  if (from === undefined) return undefined
  const first = Date.parse(startedAt) + (probe.initialDelaySeconds ?? 0) * 1000 + 400 + 1200 * shareOf(status, kind)
  const period = periodOf(probe)
  return first + Math.max(0, Math.ceil((Math.max(now + 1, from) - first) / period)) * period
}

/** From when on a probe of the container fails, this instant or later. */
function troubleFrom(kind: ProbeKind, behaviour: Behaviour, startedAt: number, now: number): number | undefined {
  if (now < startedAt + (behaviour.startupSeconds ?? 0) * 1000) return now
  const start = Math.max(startedAt, behaviour.since ?? 0)
  if (behaviour.run === 'deadlock') return Math.max(now, start + behaviour.seconds * 1000)
  if (kind === 'liveness') return undefined
  if (behaviour.run === 'flap') return isDown(behaviour, start, now) ? now : nextSpell(behaviour, start, now)
  return neverReady.has(behaviour.run) ? now : undefined
}

const neverReady = new Set(['unready', 'crash', 'fail'])
const spell = ({ seconds }: Behaviour) => Math.max(1, seconds) * 1000
const isDown = (behaviour: Behaviour, start: number, now: number) =>
  Math.floor((now - start) / spell(behaviour)) % 2 === 1
const nextSpell = (behaviour: Behaviour, start: number, now: number) =>
  start + Math.ceil((now - start + 1) / spell(behaviour)) * spell(behaviour)

type Failing = 'refused' | 'unhealthy' | 'timeout'

/** What the kubelet says of a probe that failed at this instant; undefined for one that succeeds. */
export function probeFailure(
  kind: ProbeKind,
  container: Container,
  status: ContainerStatus,
  behaviour: Behaviour,
  podIP: string,
  now: number,
): string | undefined {
  const probe = probeOf(container, kind)
  const how = failing(kind, behaviour, Date.parse(status.state.running?.startedAt ?? ''), now)
  return how === undefined || probe === undefined ? undefined : wordsOf(probe, container, podIP, how)
}

function failing(kind: ProbeKind, behaviour: Behaviour, startedAt: number, now: number): Failing | undefined {
  if (now < startedAt + (behaviour.startupSeconds ?? 0) * 1000) return 'refused'
  const start = Math.max(startedAt, behaviour.since ?? 0)
  if (behaviour.run === 'deadlock') return now >= start + behaviour.seconds * 1000 ? 'timeout' : undefined
  if (kind === 'liveness') return undefined
  if (behaviour.run === 'flap') return kind === 'readiness' && isDown(behaviour, start, now) ? 'unhealthy' : undefined
  if (behaviour.run === 'unready') return kind === 'readiness' ? 'unhealthy' : undefined
  return neverReady.has(behaviour.run) ? 'refused' : undefined
}

/** The words of Go's net/http and of pkg/probe/{http,tcp,exec,grpc}, v1.36. */
function wordsOf(probe: Probe, container: Container, podIP: string, how: Failing): string {
  const { httpGet, tcpSocket, grpc, exec, timeoutSeconds = 1 } = probe
  if (httpGet !== undefined) {
    const address = `${podIP}:${portOf(container, httpGet.port)}`
    const url = `${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${address}${httpGet.path ?? '/'}`
    if (how === 'refused') return `Get "${url}": dial tcp ${address}: connect: connection refused`
    if (how === 'unhealthy') return 'HTTP probe failed with statuscode: 503'
    return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
  }
  if (tcpSocket !== undefined) {
    const address = `${podIP}:${portOf(container, tcpSocket.port)}`
    return how === 'timeout' ? `dial tcp ${address}: i/o timeout` : `dial tcp ${address}: connect: connection refused`
  }
  if (grpc !== undefined) {
    if (how === 'unhealthy') return 'service unhealthy (responded with "NOT_SERVING")'
    return `timeout: failed to connect service "${podIP}:${grpc.port}" within ${timeoutSeconds}s: context deadline exceeded`
  }
  const command = exec?.command?.join(' ') ?? ''
  if (how === 'timeout') return `command timed out: "${command}" timed out after ${timeoutSeconds}s`
  return outputs.find(([program]) => command.includes(program))?.[1] ?? ''
}

/** What programs that are run as probes print when the server doesn't answer; the kubelet tells no more than that. */
const outputs = [
  ['pg_isready', '/var/run/postgresql:5432 - no response'],
  ['redis-cli', 'Could not connect to Redis at 127.0.0.1:6379: Connection refused'],
] as const

function portOf({ ports = [] }: Container, port: number | string): number | string {
  return typeof port === 'number' ? port : (ports.find(({ name }) => name === port)?.containerPort ?? port)
}
