import type { Reference } from '@/lib/health/reference'
import type { HorizontalPodAutoscaler } from '@/lib/kube/kinds/horizontalpodautoscaler'
import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import type { Service } from '@/lib/kube/kinds/service'
import type { ClusterStores } from '@/server/views/tables'
import { createObjectIndex } from './object-index'
import { createSelectorIndex, type SelectorIndex } from './selector-index'

/** What selects workloads, by an index each: a namespace of thousands costs each workload no more than a small one. */
export interface Selecting {
  readonly services: SelectorIndex<Service>
  readonly budgets: SelectorIndex<PodDisruptionBudget>
  autoscalersOf(target: Reference): Iterable<HorizontalPodAutoscaler>
}

export function createSelecting(stores: ClusterStores): Selecting {
  const autoscalers = createObjectIndex(stores.autoscalers, ({ metadata, spec }) => {
    const { kind = '', name = '' } = spec?.scaleTargetRef ?? {}
    return [targetKey(metadata?.namespace ?? '', kind, name)]
  })
  return {
    services: createSelectorIndex(stores.services, ({ spec }) => {
      const selector = spec?.selector ?? {}
      return Object.keys(selector).length === 0 ? undefined : selector
    }),
    budgets: createSelectorIndex(stores.budgets, ({ spec }) => spec?.selector?.matchLabels),
    autoscalersOf: ({ namespace, kind, name }) => autoscalers.get(targetKey(namespace, kind, name)),
  }
}

const targetKey = (namespace: string, kind: string, name: string): string => `${namespace}/${kind}/${name}`
