import type { AdviceSurroundings, Remark } from '@/lib/health/advice'
import { hasEnded } from '@/lib/health/pod-conditions'
import { placeOf, referTo } from '@/lib/health/reference'
import { names } from '@/lib/health/words'
import { podLabelsOf, type Workload } from '@/lib/health/workload'
import { servicesOf } from './template'

/** How many replicas there are, and where; a DaemonSet's are where they should be. */
export function adviseReplicas(workload: Workload, around: AdviceSurroundings): readonly Remark[] {
  if (workload.kind === 'DaemonSet' || !('replicas' in (workload.object.spec ?? {}))) return []
  const desired = desiredOf(workload)
  if (desired === 1) return adviseSingle(workload, around)
  return desired > 1 ? adviseSpread(workload, around) : []
}

function desiredOf(workload: Workload): number {
  if (workload.kind === 'Deployment' || workload.kind === 'StatefulSet' || workload.kind === 'ReplicaSet')
    return workload.object.spec?.replicas ?? 1
  return 0
}

function adviseSingle(workload: Workload, around: AdviceSurroundings): readonly Remark[] {
  const budgets = [...around.budgetsSelecting(workload.object.metadata?.namespace ?? '', podLabelsOf(workload))]
  const field = 'spec.replicas'
  if (budgets.length > 0) {
    const which = names(budgets.map((budget) => placeOf(referTo('', budget))))
    return [
      {
        code: 'single-replica-with-budget',
        sentence: `There is one replica, and budget ${which} stands before it.`,
        why: 'Either the budget never lets it go and drains hang, or it allows an outage: only a second replica helps.',
        field,
      },
    ]
  }
  const services = servicesOf(workload, around)
  if (services === '') return []
  return [
    {
      code: 'single-replica',
      sentence: `Service ${services} stands on one replica.`,
      why: 'Each drain, eviction or crash is an outage.',
      field,
    },
  ]
}

const zoneLabels = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone']

function adviseSpread(workload: Workload, around: AdviceSurroundings): readonly Remark[] {
  const nodes = new Set<string>()
  let pods = 0
  for (const pod of around.podsOf(referTo(workload.kind, workload.object))) {
    const node = pod.spec?.nodeName ?? ''
    if (node === '' || hasEnded(pod) || pod.metadata?.deletionTimestamp !== undefined) continue
    pods++
    nodes.add(node)
  }
  if (pods < 2) return []
  const field = 'spec.template.spec.topologySpreadConstraints'
  if (nodes.size === 1)
    return [
      {
        code: 'one-node',
        sentence: `All ${pods} pods are on ${names(nodes)}.`,
        why: 'When that node goes, all of them go.',
        field,
      },
    ]
  const zones = new Set([...nodes].map((name) => zoneOf(around.node(name)?.metadata?.labels ?? {})))
  const [zone] = zones
  if (zones.size !== 1 || zone === undefined) return []
  return [
    {
      code: 'one-zone',
      sentence: `All ${pods} pods are in zone ${zone}.`,
      why: 'When that zone fails, all of them go.',
      field,
    },
  ]
}

const zoneOf = (labels: Readonly<Record<string, string>>): string | undefined =>
  zoneLabels.map((label) => labels[label]).find((zone) => zone !== undefined)
