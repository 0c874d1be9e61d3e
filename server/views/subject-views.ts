import type { Question } from '@/lib/live/question'
import { shapes } from '@/lib/views/shapes'
import { resourcesOf } from '@/lib/views/sight'
import type { ViewShape } from '@/lib/views/view'
import type { Frame } from '@/server/live/frame'
import type { FreshnessSource } from '@/server/live/selection'
import type { View } from '@/server/live/view'
import { createAdviceView } from './advice'
import { createRelatedView } from './related'
import type { SubjectView } from './subjects/subject-rows'
import { createSubjects, type Subjects } from './subjects/subjects'
import type { ClusterStores } from './tables'

export type SubjectViewName = 'related' | 'advice'

/** The views of what is around workloads: made when they are first asked for, for most who look at a cluster never ask. */
export interface SubjectViews {
  /** What the question names is in the rows at once. */
  open(name: SubjectViewName, question: Question): View
  /** Every type was read once, and then every workload looked at: that nothing is told means that there is nothing. */
  isWhole(name: SubjectViewName): boolean
}

interface Opened {
  readonly view: SubjectView
  whole: boolean
}

/** `onWhole` is called once for each view, when it has become whole. */
export function createSubjectViews(
  stores: ClusterStores,
  frame: Frame,
  all: FreshnessSource,
  onWhole: () => void,
): SubjectViews {
  const opened = new Map<SubjectViewName, Opened>()
  let subjects: Subjects | undefined

  function look(name: SubjectViewName) {
    const one = opened.get(name)
    if (one === undefined || one.whole || one.view.isBehind() || !isRead(shapes[name], all)) return
    one.whole = true
    onWhole()
  }
  function create(name: SubjectViewName, subjects: Subjects): Opened {
    const onCaughtUp = () => look(name)
    // A view's rows are read by column names that its own shape gives, so that any view may stand for `View<Row>`.
    const view =
      name === 'related'
        ? createRelatedView(stores, subjects, frame, all, onCaughtUp)
        : createAdviceView(stores, subjects, frame, onCaughtUp)
    return { view: view as unknown as SubjectView, whole: false }
  }
  all.subscribe(() => {
    for (const name of opened.keys()) look(name)
  })
  return {
    open(name, question) {
      subjects ??= createSubjects(stores)
      const one = opened.get(name) ?? create(name, subjects)
      opened.set(name, one)
      one.view.lookFirst(askedSubjects(subjects, name, question))
      look(name)
      return one.view
    },
    isWhole: (name) => opened.get(name)?.whole ?? false,
  }
}

function isRead(shape: ViewShape, { read }: FreshnessSource): boolean {
  const freshness = read()
  return resourcesOf(shape).every((type) => (freshness[type]?.state ?? 'syncing') !== 'syncing')
}

/** The keys of the workloads that a question names. */
function* askedSubjects(
  subjects: Subjects,
  view: SubjectViewName,
  { namespaces, name = '', facets }: Question,
): Generator<string> {
  const named = view === 'related' ? (facets.subject ?? []) : (facets.kind ?? []).map((kind) => `${kind}/${name}`)
  for (const namespace of namespaces)
    for (const subject of named) {
      const [kind = '', workload = ''] = subject.split('/')
      const key = subjects.named(namespace, kind, workload)
      if (key !== undefined) yield key
    }
}
