import type { Container, Pod, PodSpec } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import type { AdmissionCheck } from './admission'

export const forbidden = ({ metadata: { name } }: Pod, why: string): { readonly refusal: string } => ({
  refusal: `pods "${name}" is forbidden: ${why}`,
})

/** Pods of a template share their spec; so do those that get the same priority. */
const filled = new WeakMap<PodSpec, PodSpec>()

/** plugin/pkg/admission/priority */
export function fillPriority({ priorityclasses }: Store, pod: Pod): ReturnType<AdmissionCheck> {
  const { spec } = pod
  const { priorityClassName } = spec
  if (!priorityClassName || spec.priority !== undefined) return pod
  const known = filled.get(spec)
  if (known !== undefined) return { ...pod, spec: known }
  const system = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 }
  const found = priorityclasses.get(undefined, priorityClassName)
  const priority = found?.value ?? Object.entries(system).find(([name]) => name === priorityClassName)?.[1]
  if (priority === undefined) return forbidden(pod, `no PriorityClass with name ${priorityClassName} was found`)
  const next = { ...spec, priority, preemptionPolicy: found?.preemptionPolicy ?? 'PreemptLowerPriority' }
  filled.set(spec, next)
  return { ...pod, spec: next }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const securityOf = (of: Container | PodSpec) => {
  const context = of['securityContext']
  return isRecord(context) ? context : {}
}
const fieldOf = (value: unknown, field: string) => (isRecord(value) ? value[field] : undefined)

/** The main rules of k8s.io/pod-security-admission's `restricted`, with its words; other levels let everything pass. */
export function judgeSecurity({ namespaces }: Store, pod: Pod): ReturnType<AdmissionCheck> {
  const labels = namespaces.get(undefined, pod.metadata.namespace ?? '')?.metadata.labels ?? {}
  if (labels['pod-security.kubernetes.io/enforce'] !== 'restricted') return pod
  const { spec } = pod
  const containers = [...(spec.initContainers ?? []), ...spec.containers]
  const failing = (isGood: (container: Container) => boolean) => {
    const names = containers.filter((container) => !isGood(container)).map(({ name }) => JSON.stringify(name))
    return names.length === 0 ? undefined : `container${names.length > 1 ? 's' : ''} ${names.join(', ')}`
  }
  const escalating = failing((each) => securityOf(each)['allowPrivilegeEscalation'] === false)
  const capable = failing((each) => {
    const drop = fieldOf(securityOf(each)['capabilities'], 'drop')
    return Array.isArray(drop) && drop.includes('ALL')
  })
  const own = securityOf(spec)
  const rooted = failing((each) => (securityOf(each)['runAsNonRoot'] ?? own['runAsNonRoot']) === true)
  const unconfined = failing((each) => {
    const type = fieldOf(securityOf(each)['seccompProfile'] ?? own['seccompProfile'], 'type')
    return type === 'RuntimeDefault' || type === 'Localhost'
  })
  const set = 'must set securityContext.'
  const broken = [
    escalating && `allowPrivilegeEscalation != false (${escalating} ${set}allowPrivilegeEscalation=false)`,
    capable && `unrestricted capabilities (${capable} ${set}capabilities.drop=["ALL"])`,
    rooted && `runAsNonRoot != true (pod or ${rooted} ${set}runAsNonRoot=true)`,
    unconfined && `seccompProfile (pod or ${unconfined} ${set}seccompProfile.type to "RuntimeDefault" or "Localhost")`,
  ].filter((text) => text !== undefined)
  if (broken.length === 0) return pod
  const version = labels['pod-security.kubernetes.io/enforce-version'] ?? 'latest'
  return forbidden(pod, `violates PodSecurity "restricted:${version}": ${broken.join(', ')}`)
}
