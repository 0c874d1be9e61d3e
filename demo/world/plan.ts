import type { Service } from './catalogue'
import { controlPlaneCount } from './nodes'

/** A service and the number of pods it starts with. */
export interface Planned {
  readonly service: Service
  readonly pods: number
}

const usualSize = 600
/** Pods of a control-plane node that its kubelet runs from files. */
export const staticPods = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']

/**
 * What runs in a cluster of so many pods, exactly. More pods mean both more of each workload and more workloads; with few,
 * whatever doesn't fit is left out.
 */
export function planShop(shop: readonly Service[], pods: number, nodes: number): readonly Planned[] {
  let left = pods - controlPlaneCount(nodes) * staticPods.length
  const planned: Planned[] = []
  const growing: Service[] = []
  for (const service of servicesFor(shop, pods)) {
    const least = leastPods(service, nodes)
    if (least > left) continue
    left -= least
    planned.push({ service, pods: least })
    if (grows(service)) growing.push(service)
  }
  const extra = shares(growing, Math.max(0, left))
  return planned.map(({ service, pods: least }) => ({ service, pods: least + (extra.get(service) ?? 0) }))
}

function servicesFor(shop: readonly Service[], pods: number): readonly Service[] {
  const copies = Math.max(1, Math.round((pods / usualSize) ** 0.6))
  return Array.from({ length: copies }, (_, copy) =>
    copy === 0 ? shop : shop.filter(isShops).map((service) => ({ ...service, name: `${service.name}-${copy + 1}` })),
  ).flat()
}

const isShops = ({ kind, namespace }: Service) => namespace !== 'kube-system' && kind !== 'DaemonSet'
const grows = ({ kind, namespace }: Service) => scalable.includes(kind) && namespace !== 'kube-system'
const scalable: readonly Service['kind'][] = ['Deployment', 'Rollout']

/** The pods of a service at its smallest; more than that, only Deployments and Rollouts have. */
function leastPods({ kind, trouble, weight }: Service, nodes: number): number {
  switch (kind) {
    case 'DaemonSet':
      return nodes
    case 'CronJob':
      return trouble === 'suspended' ? 0 : 3
    case 'Job':
      return 4
    case 'Deployment':
    case 'Rollout':
      return trouble === 'evicted' || trouble === 'stuck' ? 4 : 2
    default:
      return weight
  }
}

/** `total` split by weight into whole numbers (largest remainder). */
function shares(services: readonly Service[], total: number): ReadonlyMap<Service, number> {
  const weights = services.reduce((sum, { weight }) => sum + weight, 0)
  const exact = services.map((service) => ({ service, share: (total * service.weight) / weights }))
  let left = total - exact.reduce((sum, { share }) => sum + Math.floor(share), 0)
  const byRemainder = exact.toSorted((a, b) => (b.share % 1) - (a.share % 1))
  return new Map(byRemainder.map(({ service, share }) => [service, Math.floor(share) + (left-- > 0 ? 1 : 0)]))
}
