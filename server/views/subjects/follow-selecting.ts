import { matches } from '@/lib/health/selector'
import type { HorizontalPodAutoscaler } from '@/lib/kube/kinds/horizontalpodautoscaler'
import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import type { Service } from '@/lib/kube/kinds/service'
import type { Store, Stored } from '@/server/kube/store'
import type { ClusterStores } from '@/server/views/tables'
import type { Subjects } from './subjects'

type Selector = NonNullable<PodDisruptionBudget['spec']>['selector']

/** Touches the subjects that Services, budgets and autoscalers select, or selected before. */
export function followSelecting(stores: ClusterStores, subjects: Subjects, touch: (subject: string) => void): void {
  eitherSide<Service>(stores.services, ({ metadata, spec }) => {
    for (const key of subjects.selectedBy(metadata?.namespace ?? '', spec?.selector ?? {})) touch(key)
  })
  eitherSide<PodDisruptionBudget>(stores.budgets, ({ metadata, spec }) =>
    touchMatching(subjects, metadata?.namespace ?? '', spec?.selector, touch),
  )
  eitherSide<HorizontalPodAutoscaler>(stores.autoscalers, ({ metadata, spec }) => {
    const target = spec?.scaleTargetRef
    const key = target && subjects.named(metadata?.namespace ?? '', target.kind, target.name)
    if (key !== undefined) touch(key)
  })
}

/** Acts on an object as it was and as it is. */
export function eitherSide<T extends Stored>(store: Store<T>, act: (object: T) => void): void {
  store.subscribe((before, after) => {
    if (before !== undefined) act(before)
    if (after !== undefined) act(after)
  })
}

export function touchMatching(
  subjects: Subjects,
  namespace: string,
  selector: Selector,
  touch: (subject: string) => void,
): void {
  for (const key of subjects.near(namespace, selector?.matchLabels ?? {}))
    if (matches(selector, subjects.find(key)?.labels ?? {})) touch(key)
}
