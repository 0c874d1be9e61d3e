import type { ApiServer } from './api-server'
import type { Seen } from './writes'
import { benchNamespace } from './written-pods'

/** A plain watch beside the dashboard: the soonest that anyone can know of a write. */
export interface RawWatch {
  /** Ends the watch. */
  stop(): Promise<readonly Seen[]>
}

export async function openRawWatch(api: ApiServer): Promise<RawWatch> {
  const ending = new AbortController()
  const body = await api.follow(`/api/v1/namespaces/${benchNamespace}/pods?watch=true`, ending.signal)
  const seen: Seen[] = []
  const reading = read(body, ending.signal, (number) => seen.push([number, Date.now()]))
  return {
    async stop() {
      ending.abort()
      await reading
      return seen
    },
  }
}

async function read(body: AsyncIterable<Buffer>, ended: AbortSignal, see: (number: number) => void) {
  let tail = ''
  try {
    for await (const piece of body) {
      const lines = (tail + piece.toString('latin1')).split('\n')
      tail = lines.pop() ?? ''
      for (const line of lines) see(Number(/"restartCount":(\d+)/.exec(line)?.[1]))
    }
  } catch (error) {
    if (!ended.aborted) throw error
  }
}
