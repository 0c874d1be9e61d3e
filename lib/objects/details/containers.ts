import { parseQuantity } from '@/lib/kube/quantity'
import { type ContainerStatus, containerState, endedRun } from './container-state'
import type { Amount, ContainerDetail, ContainerRole } from './detail'
import type { Container, PodSpec } from './pod-fields'
import { handlerWords, probeWords } from './probe'

/** How the containers of a pod are; `over` when it has ended. */
export interface ContainerStatuses {
  readonly over: boolean
  find(role: ContainerRole, name: string): ContainerStatus | undefined
}

/** In the order in which they start. A template has no `statuses`: its containers have no state. */
export function describeContainers(spec: PodSpec, statuses?: ContainerStatuses): readonly ContainerDetail[] {
  const describe = (role: ContainerRole) => (container: Container) => describeContainer(container, role, statuses)
  return [
    ...spec.initContainers.map((it) => describe(it.restartPolicy === 'Always' ? 'sidecar' : 'init')(it)),
    ...spec.containers.map(describe('main')),
    ...spec.ephemeralContainers.map(describe('ephemeral')),
  ]
}

function describeContainer(
  container: Container,
  role: ContainerRole,
  statuses: ContainerStatuses | undefined,
): ContainerDetail {
  const { name, image, ports, lifecycle } = container
  const status = statuses?.find(role, name)
  return {
    name,
    role,
    image,
    state: statuses === undefined ? null : containerState(status, role, statuses.over),
    lastRun: endedRun(status?.lastState?.terminated),
    restarts: status?.restartCount ?? 0,
    ports: ports.map(portText).join(', '),
    probes: probesOf(container),
    resources: amountsOf(container),
    ...environmentOf(container),
    mounts: container.volumeMounts.map(({ name: volume, mountPath, subPath, readOnly }) => ({
      path: mountPath,
      volume: subPath === '' ? volume : `${volume}/${subPath}`,
      readOnly,
    })),
    preStop: lifecycle?.preStop === undefined ? null : handlerWords(lifecycle.preStop, ports),
  }
}

function portText({ name, containerPort, protocol }: Container['ports'][number]): string {
  const number = `${containerPort}${protocol === '' || protocol === 'TCP' ? '' : `/${protocol}`}`
  return name === '' ? number : `${number} (${name})`
}

function probesOf({ startupProbe, readinessProbe, livenessProbe, ports }: Container): ContainerDetail['probes'] {
  const probes = [
    ['startup', startupProbe],
    ['readiness', readinessProbe],
    ['liveness', livenessProbe],
  ] as const
  return probes.flatMap(([type, probe]) => (probe === undefined ? [] : [{ type, words: probeWords(probe, ports) }]))
}

/** CPU and memory always: that nothing is said of them matters too. */
function amountsOf({ resources }: Container): readonly Amount[] {
  const { requests = {}, limits = {} } = resources ?? {}
  const names = new Set(['cpu', 'memory', ...Object.keys(requests), ...Object.keys(limits)])
  return [...names].map((resource) => ({
    resource,
    request: parseQuantity(requests[resource] ?? '') ?? null,
    limit: parseQuantity(limits[resource] ?? '') ?? null,
  }))
}

/** By name only: no value is shown here, wherever it stands. */
function environmentOf({ env, envFrom }: Container): Pick<ContainerDetail, 'env' | 'plainEnv'> {
  const taken = env.flatMap(({ name, valueFrom }) =>
    valueFrom === undefined ? [] : [{ name, source: sourceOf(valueFrom) }],
  )
  const whole = envFrom.map(({ prefix, configMapRef, secretRef }) => ({
    name: `${prefix}*`,
    source: configMapRef === undefined ? `Secret ${secretRef?.name ?? ''}` : `ConfigMap ${configMapRef.name}`,
  }))
  return { env: [...whole, ...taken], plainEnv: env.length - taken.length }
}

function sourceOf(source: NonNullable<Container['env'][number]['valueFrom']>): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = source
  if (secretKeyRef !== undefined) return `Secret ${secretKeyRef.name}, key ${secretKeyRef.key}`
  if (configMapKeyRef !== undefined) return `ConfigMap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`
  if (fieldRef !== undefined) return `field ${fieldRef.fieldPath}`
  return resourceFieldRef === undefined ? 'elsewhere' : `resource ${resourceFieldRef.resource}`
}
