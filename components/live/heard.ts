import type { Problem } from '@/lib/live/freshness'
import { foldMessage, type Table } from '@/lib/live/table'
import type { News } from './selections'

/** The last that was heard of one path, and by which selection. */
export type Heard = { readonly table: Table; readonly selection: string } | { readonly problem: Problem }

/** What a tab heard of the paths that it wants. */
export interface HeardByPath {
  readonly of: (path: string) => Heard | undefined
  readonly receive: (news: News) => void
  readonly keepOnly: (paths: readonly string[]) => void
}

/** `onLost`: a delta came that does not follow on the path's table. */
export function createHeard(seedOf: (path: string) => Table | undefined, onLost: (path: string) => void): HeardByPath {
  const heard = new Map<string, Heard>()

  const tableOf = (path: string) => {
    const last = heard.get(path)
    return last !== undefined && 'table' in last ? last.table : undefined
  }

  return {
    of: (path) => heard.get(path),
    receive(news) {
      const { path } = news
      if (news.type === 'refused') return void heard.set(path, { problem: news.problem })
      const { message } = news
      const table = foldMessage(tableOf(path) ?? (message.type === 'snapshot' ? seedOf(path) : undefined), message)
      if (table === 'gap') onLost(path)
      else heard.set(path, { table, selection: message.selection })
    },
    keepOnly(paths) {
      for (const path of heard.keys()) if (!paths.includes(path)) heard.delete(path)
    },
  }
}
