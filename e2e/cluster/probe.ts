import { Agent } from 'undici'
import { createAdminAgent } from './client'
import type { ClusterSpec } from './spec'

/** Asks whether an endpoint answers well; every failure to answer is "not yet". */
export interface Prober {
  isHealthy(url: string): Promise<boolean>
  /** Whether the list at this URL has items. */
  hasItems(url: string): Promise<boolean>
  close(): Promise<void>
}

const timeout = 3000

export function createProber(spec: ClusterSpec): Prober {
  const secure = createAdminAgent(spec)
  const plain = new Agent()
  const ask = async (address: string): Promise<string | undefined> => {
    const { origin, pathname, protocol } = new URL(address)
    const agent = protocol === 'https:' ? secure : plain
    try {
      const answer = await agent.request({
        origin,
        path: pathname,
        method: 'GET',
        headersTimeout: timeout,
        bodyTimeout: timeout,
      })
      const body = await answer.body.text()
      return answer.statusCode === 200 ? body : undefined
    } catch (error) {
      if (error instanceof Error) return undefined // refused, reset or too slow: it is not ready
      throw error
    }
  }
  return {
    isHealthy: async (url) => (await ask(url)) !== undefined,
    async hasItems(url) {
      const body = await ask(url)
      if (body === undefined) return false
      const list = JSON.parse(body) as { items?: unknown[] } // the caller names a list
      return (list.items ?? []).length > 0
    },
    async close() {
      await Promise.all([secure.close(), plain.close()])
    },
  }
}
