import { admitPodSpec } from '@/demo/api/defaults'
import type { Container, Pod, PodSpec } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { mountToken } from './account-token'
import type { AdmissionCheck } from './admission'

export const forbidden = ({ metadata: { name } }: Pod, why: string): { readonly refusal: string } => ({
  refusal: `pods "${name}" is forbidden: ${why}`,
})

/** Pods of a template share their spec; so do those that are filled in the same way. */
const filled = new WeakMap<PodSpec, { readonly how: string; readonly spec: PodSpec }>()

/** Marks the pod of a kubelet's own file, which has no account. */
export const mirrorAnnotation = 'kubernetes.io/config.mirror'

/** plugin/pkg/admission: priority by its class, account with its token, and how long a lost node is borne. */
export function fillSpec({ priorityclasses, serviceaccounts }: Store, pod: Pod): ReturnType<AdmissionCheck> {
  const { spec, metadata } = pod
  if (metadata.annotations?.[mirrorAnnotation] !== undefined) return pod
  const { priorityClassName } = spec
  const found = priorityClassName ? priorityclasses.get(undefined, priorityClassName) : undefined
  const value = found?.value ?? systemPriorities[priorityClassName ?? '']
  if (priorityClassName && value === undefined)
    return forbidden(pod, `no PriorityClass with name ${priorityClassName} was found`)
  const { preemptionPolicy = 'PreemptLowerPriority' } = found ?? {}
  const account = serviceaccounts.get(metadata.namespace, String(spec['serviceAccountName'] ?? 'default'))
  const mounts = (spec['automountServiceAccountToken'] ?? account?.automountServiceAccountToken) !== false
  const how = `${value} ${preemptionPolicy} ${mounts}`
  const known = filled.get(spec)
  if (known?.how === how) return { ...pod, spec: known.spec }
  const admitted = admitPodSpec(value === undefined ? spec : { ...spec, priority: value, preemptionPolicy })
  const next = { how, spec: mounts ? mountToken(pod, admitted) : admitted }
  filled.set(spec, next)
  // What is filled stays as it is: the same pod may be asked about again.
  filled.set(next.spec, next)
  return { ...pod, spec: next.spec }
}

const systemPriorities: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
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
