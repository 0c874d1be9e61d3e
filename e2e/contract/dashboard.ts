import { contexts, running } from '@/e2e/target/running'

export type Cell = string | number | boolean | null
export interface Row {
  readonly key: string
  readonly [column: string]: Cell
}

export interface Freshness {
  readonly state: string
  readonly since: number
  readonly problem?: { readonly code: string; readonly sentence: string; readonly detail: string | null }
}

export interface Answer {
  readonly total: number
  readonly matched: number
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly rows: readonly Row[]
  readonly freshness: Readonly<Record<string, Freshness>>
}

export type Query = Readonly<Record<string, string | number | readonly string[]>>

export function queryOf(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
  )
  return new URLSearchParams(pairs).toString()
}

export function askRaw(view: string, query: Query = {}, cluster: string = contexts.main): Promise<Response> {
  const { dashboard, cookie } = running()
  const path = `/api/clusters/${encodeURIComponent(cluster)}/views/${view}?${queryOf(query)}`
  return fetch(dashboard + path, { headers: { cookie } })
}

/** One question to a view; throws what was answered unless it is a success. */
export async function ask(view: string, query: Query = {}, cluster?: string): Promise<Answer> {
  const answer = await askRaw(view, query, cluster)
  if (!answer.ok) throw new Error(`${view}?${queryOf(query)} answered ${answer.status}: ${await answer.text()}`)
  // What the tests are about: they say so when it is anything else.
  return (await answer.json()) as Answer
}

export const widest = 500

/** Every row that matches, window by window. */
export async function askAll(view: string, query: Query = {}, limit = widest): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (;;) {
    const answer = await ask(view, { ...query, offset: rows.length, limit })
    rows.push(...answer.rows)
    if (answer.rows.length === 0 || rows.length >= answer.matched) return rows
  }
}
