import type { Clock } from '@/demo/clock'

/** Something that is due for a pod: as long as `sign` stays, so does the instant that was found first. */
export interface Task<Work> {
  readonly key: string
  readonly sign: string
  /** The instant, asked for once. */
  readonly due: () => number
  readonly work: Work
}

/** What is due for which pod; a pod that nothing is due for is not in it, any other has one timer. */
export interface Agenda<Work> {
  plan(pod: string, tasks: readonly Task<Work>[]): void
  forget(pod: string): void
  /** Makes these tasks of a pod due now. */
  hasten(pod: string, keys: readonly string[]): void
}

interface Entry<Work> {
  readonly sign: string
  readonly at: number
  readonly work: Work
}

interface Page<Work> {
  tasks: Map<string, Entry<Work>>
  timer: number
  cancel: () => void
}

/** `run` gets everything that is due for a pod at once, and plans the pod anew. */
export function createAgenda<Work>(clock: Clock, run: (pod: string, due: readonly Work[]) => void): Agenda<Work> {
  const pages = new Map<string, Page<Work>>()

  const wake = (pod: string, page: Page<Work>) => {
    // A clock that was set back meanwhile says that it is too early.
    const now = Math.max(clock.now(), page.timer)
    page.timer = Number.POSITIVE_INFINITY
    const due = [...page.tasks].filter(([, { at }]) => at <= now)
    for (const [key] of due) page.tasks.delete(key)
    run(
      pod,
      due.map(([, { work }]) => work),
    )
  }
  const arm = (pod: string, page: Page<Work>) => {
    const next = Math.min(...[...page.tasks.values()].map(({ at }) => at))
    if (next === page.timer) return
    page.cancel()
    page.timer = next
    page.cancel = clock.after(next - clock.now(), () => wake(pod, page))
  }
  const forget = (pod: string) => {
    pages.get(pod)?.cancel()
    pages.delete(pod)
  }
  return {
    plan(pod, tasks) {
      if (tasks.length === 0) return forget(pod)
      const page = pages.get(pod) ?? { tasks: new Map(), timer: Number.POSITIVE_INFINITY, cancel: () => {} }
      page.tasks = new Map(
        tasks.map(({ key, sign, due, work }) => {
          const known = page.tasks.get(key)
          return [key, { sign, at: known?.sign === sign ? known.at : due(), work }]
        }),
      )
      pages.set(pod, page)
      arm(pod, page)
    },
    forget,
    hasten(pod, keys) {
      const page = pages.get(pod)
      if (page === undefined) return
      for (const key of keys) {
        const task = page.tasks.get(key)
        if (task !== undefined) page.tasks.set(key, { ...task, at: clock.now() })
      }
      arm(pod, page)
    },
  }
}
