import type { LimitRange } from '@/demo/store/core-objects'
import { namespaceIndexOf } from '@/demo/store/namespace-index'
import type { Container, Pod, PodSpec } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { amountOf } from '@/demo/world/requests'
import type { AdmissionCheck } from './admission'
import { forbidden } from './admission-rules'

type Limit = LimitRange['spec']['limits'][number]

const filled = new WeakMap<PodSpec, { readonly ranges: readonly LimitRange[]; readonly spec: PodSpec }>()

/** plugin/pkg/admission/limitranger: defaults first, then minimum and maximum of each container. */
export function applyLimits({ limitranges }: Store, pod: Pod): ReturnType<AdmissionCheck> {
  if (limitranges.size === 0) return pod
  const ranges = namespaceIndexOf(limitranges).in(pod.metadata.namespace)
  const limits = ranges.flatMap(({ spec }) => spec.limits).filter(({ type }) => type === 'Container')
  if (limits.length === 0) return pod
  const known = filled.get(pod.spec)
  const isSame = known?.ranges.length === ranges.length && known.ranges.every((range, at) => range === ranges[at])
  const spec = isSame && known ? known.spec : withDefaults(pod.spec, limits)
  filled.set(pod.spec, { ranges, spec })
  const all = [...spec.containers, ...(spec.initContainers ?? [])]
  const broken = [...new Set(limits.flatMap((limit) => all.flatMap((container) => breaches(container, limit))))]
  const [first = ''] = broken
  if (broken.length > 0) return forbidden(pod, broken.length === 1 ? first : `[${broken.join(', ')}]`)
  return { ...pod, spec }
}

function withDefaults(spec: PodSpec, limits: readonly Limit[]): PodSpec {
  const fill = (container: Container): Container => {
    const { requests, limits: own, ...rest } = container.resources ?? {}
    const ceilings = Object.assign({}, ...limits.map((limit) => limit.default), own)
    const floors = Object.assign({}, ...limits.map((limit) => limit.defaultRequest), own, requests)
    const some = (found: object, name: string) => (Object.keys(found).length === 0 ? {} : { [name]: found })
    return { ...container, resources: { ...rest, ...some(ceilings, 'limits'), ...some(floors, 'requests') } }
  }
  const { containers, initContainers } = spec
  const done = { ...spec, containers: containers.map(fill) }
  return initContainers === undefined ? done : { ...done, initContainers: initContainers.map(fill) }
}

function breaches({ resources = {} }: Container, { min = {}, max = {} }: Limit): readonly string[] {
  const { requests = {}, limits = {} } = resources
  const least = Object.entries(min).flatMap(([name, bound]) => {
    const asked = requests[name]
    const rule = `minimum ${name} usage per Container is ${bound}`
    if (asked === undefined) return [`${rule}.  No request is specified`]
    return amountOf(name, asked) < amountOf(name, bound) ? [`${rule}, but request is ${asked}`] : []
  })
  const most = Object.entries(max).flatMap(([name, bound]) => {
    const limit = limits[name]
    const rule = `maximum ${name} usage per Container is ${bound}`
    if (limit === undefined) return [`${rule}.  No limit is specified`]
    return amountOf(name, limit) > amountOf(name, bound) ? [`${rule}, but limit is ${limit}`] : []
  })
  return [...least, ...most]
}
