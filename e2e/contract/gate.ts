import type { Fault } from '@/e2e/target/faults'
import { running } from '@/e2e/target/running'

async function order(name: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(running().gate + name, {
    method: 'POST',
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${name}: ${text}`)
  return JSON.parse(text)
}

/** Orders to what stands between the dashboard and the API server, and to the API server itself. */
export const gate = {
  begin: (fault: Fault) => order('/begin', fault),
  heal: () => order('/heal'),
  /** How many requests have come, as in `list pods`. */
  counts: async () => (await order('/counts')) as Readonly<Record<string, number>>,
  stopApiServer: () => order('/stop'),
  startApiServer: () => order('/start'),
}
