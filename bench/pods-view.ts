import type { Dashboard } from './dashboard'
import { Failure } from './failure'

/** The part of the answer of `/api/clusters/{cluster}/views/pods` that is looked at here. */
export interface PodsAnswer {
  readonly total: number
  readonly rows: readonly { readonly namespace: string; readonly name: string; readonly restarts: number }[]
}

export const pageAddress = (context: string, query = ''): string =>
  `/${encodeURIComponent(context)}/pods${query === '' ? '' : `?${query}`}`

/** As a channel declares it. */
export const selectionPath = (context: string, query: string): string => `${encodeURIComponent(context)}/pods?${query}`

export async function askPods(dashboard: Dashboard, context: string, query: string): Promise<PodsAnswer> {
  const path = `/api/clusters/${encodeURIComponent(context)}/views/pods?${query}`
  // The shape is docs/api.md's.
  return JSON.parse((await dashboard.get(path)).toString()) as PodsAnswer
}

const patienceMs = 60_000

/** Resolves when the dashboard counts as many pods as the API server; pods come and go, so it counts before and after. */
export async function completePods(dashboard: Dashboard, context: string, count: () => Promise<number>) {
  const deadline = performance.now() + patienceMs
  let before = await count()
  const started = performance.now()
  for (let asked = 1; performance.now() < deadline; asked++) {
    const { total } = await askPods(dashboard, context, 'limit=1')
    const wallMs = performance.now() - started
    const after = await count()
    if (total >= Math.min(before, after) && total <= Math.max(before, after) && total > 0)
      return { wallMs, total, asked }
    before = after
  }
  throw new Failure(`After ${patienceMs / 1000} s the dashboard still counts other pods than the API server.`)
}
