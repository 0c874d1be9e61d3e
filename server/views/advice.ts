import { type AdviceSurroundings, adviseOn } from '@/lib/health/advice'
import { hasEnded } from '@/lib/health/pod-conditions'
import { matches, selectsAll } from '@/lib/health/selector'
import type { Pod } from '@/lib/kube/kinds/pod'
import { type AdviceRow, adviceShape, projectAdvice } from '@/lib/views/advice'
import type { Frame } from '@/server/live/frame'
import { topOwner } from './owners'
import { createSurroundings } from './problems/surroundings'
import { followSelecting } from './subjects/follow-selecting'
import { placesOfLabels } from './subjects/label-place'
import { createSelecting } from './subjects/selecting'
import { createSubjectRows, type SubjectView } from './subjects/subject-rows'
import type { Subjects } from './subjects/subjects'
import type { ClusterStores } from './tables'

/** Remarks about how the health of each workload is set up; over stores that are filled, or not yet. */
export function createAdviceView(
  stores: ClusterStores,
  subjects: Subjects,
  frame: Frame,
  onCaughtUp: () => void = () => undefined,
): SubjectView<AdviceRow> {
  const around = createAround(stores)
  const { view, touch } = createSubjectRows(
    adviceShape,
    frame,
    (key) => {
      const subject = subjects.find(key)
      if (subject === undefined) return []
      return adviseOn(subject.workload, around).map((advice) => projectAdvice(subject.reference, advice))
    },
    onCaughtUp,
  )
  subjects.follow(touch)
  followSelecting(stores, subjects, touch)
  followPlaces(stores, touch)
  return view
}

function createAround(stores: ClusterStores): AdviceSurroundings {
  const { services, budgets, autoscalersOf } = createSelecting(stores)
  const { podsOf, node } = createSurroundings(stores, () => false)
  return {
    podsOf,
    node,
    autoscalersOf,
    *servicesSelecting(namespace, labels) {
      for (const service of services.at(placesOfLabels(namespace, labels)))
        if (selectsAll(service.spec?.selector ?? {}, labels)) yield service
    },
    *budgetsSelecting(namespace, labels) {
      for (const budget of budgets.at(placesOfLabels(namespace, labels)))
        if (matches(budget.spec?.selector, labels)) yield budget
    },
  }
}

/** Where pods are, and in which zone their nodes. */
function followPlaces(stores: ClusterStores, touch: (subject: string) => void): void {
  const touchOwner = (pod: Pod) => {
    const owner = topOwner(stores, pod)
    if (owner !== undefined) touch(owner.uid)
  }
  stores.pods.subscribe((before, after) => {
    if (placeOf(before) === placeOf(after)) return
    const pod = after ?? before
    if (pod !== undefined) touchOwner(pod)
  })
  stores.nodes.subscribe((before, after) => {
    const labels = [before, after].map((node) => JSON.stringify(node?.metadata?.labels))
    if (labels[0] === labels[1]) return
    for (const key of stores.pods.keysBy('node', (after ?? before)?.metadata?.name ?? '')) {
      const pod = stores.pods.objects.get(key)
      if (pod !== undefined) touchOwner(pod)
    }
  })
}

/** The node that a pod counts for; '' when it counts for none. */
function placeOf(pod: Pod | undefined): string {
  if (pod === undefined || hasEnded(pod) || pod.metadata?.deletionTimestamp !== undefined) return ''
  return pod.spec?.nodeName ?? ''
}
