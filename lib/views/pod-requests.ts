import type { Pod } from '@/lib/kube/kinds/pod'
import { amount } from './amount'

/** Cores and bytes. */
export interface Requests {
  readonly cpu: number
  readonly memory: number
}

/**
 * What a pod asks of its node: PodRequests in k8s.io/component-helpers v0.36 resource/helpers.go, from the spec. Sidecars
 * run beside the containers and beside every init container after them; pod-level requests take the place of the sum.
 */
export function podRequests({ spec }: Pod): Requests {
  return { cpu: rounded(requestOf(spec, 'cpu')), memory: requestOf(spec, 'memory') }
}

/** A pod that ended holds nothing any more; one that is not bound holds nothing yet. */
export function holdsRequests({ spec, status }: Pod): boolean {
  return (spec?.nodeName ?? '') !== '' && status?.phase !== 'Succeeded' && status?.phase !== 'Failed'
}

/** The API takes no cpu finer than a thousandth of a core. */
const rounded = (cpu: number) => Math.round(cpu * 1000) / 1000

function requestOf(spec: Pod['spec'], resource: 'cpu' | 'memory'): number {
  if (spec === undefined) return 0
  const overhead = amount(spec.overhead[resource])
  const podLevel = spec.resources?.requests[resource]
  if (podLevel !== undefined) return amount(podLevel) + overhead
  let running = 0
  for (const container of spec.containers) running += amount(container.resources?.requests[resource])
  let sidecars = 0
  let initialising = 0
  for (const container of spec.initContainers) {
    const own = amount(container.resources?.requests[resource])
    if (container.restartPolicy === 'Always') sidecars += own
    initialising = Math.max(initialising, container.restartPolicy === 'Always' ? sidecars : sidecars + own)
  }
  return Math.max(running + sidecars, initialising) + overhead
}
