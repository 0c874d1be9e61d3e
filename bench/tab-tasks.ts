import type { Page } from '@playwright/test'
import { Failure } from './failure'

/** What the tab's main thread did while it was followed, ms. */
export interface TabTasks {
  /** Of its tasks, the most processor time that one took. */
  readonly longestCpu: number
  /** The longest from its beginning to its end, with the time that it waited for a core. */
  readonly longestWall: number
}

/** A complete event of Chromium's trace format: microseconds; `tdur` is the thread's own time. */
interface TraceEvent {
  readonly ph: string
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

const taskName = 'ThreadControllerImpl::RunTask'

/** Follows every task of the page's main thread while `work` runs. */
export async function followTasks<T>(page: Page, work: () => Promise<T>): Promise<{ done: T; tasks: TabTasks }> {
  const browser = page.context().browser()
  if (browser === null) throw new Failure('The page has no browser to be traced in.')
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  const done = await work()
  const trace = await browser.stopTracing()
  // Written by Chromium itself.
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] }
  return { done, tasks: busiestRenderer(traceEvents) }
}

/** The tab that is looked at is the one whose main thread did most. */
function busiestRenderer(events: readonly TraceEvent[]): TabTasks {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const longest = mains.map((main) => {
    const tasks = events.filter(
      ({ ph, name, pid, tid }) => ph === 'X' && name === taskName && pid === main.pid && tid === main.tid,
    )
    const most = (read: (task: TraceEvent) => number | undefined) =>
      tasks.reduce((found, task) => Math.max(found, (read(task) ?? 0) / 1000), 0)
    return { count: tasks.length, longestCpu: most(({ tdur }) => tdur), longestWall: most(({ dur }) => dur) }
  })
  const [busiest] = longest.toSorted((a, b) => b.count - a.count)
  if (busiest === undefined || busiest.count === 0) throw new Failure('The trace has no task of a tab in it.')
  return busiest
}
