import { randomUUID } from 'node:crypto'
import type { Agent } from 'undici'

/** A channel as a browser opens it: what came down, and when. */
export interface LiveStream {
  /** Everything that was received since the given instant, as it was written. */
  since(instant: number): string
  close(): void
}

interface Received {
  readonly at: number
  readonly text: string
}

/** Opens a channel and declares one selection on it, `rights/pods?limit=500`. */
export async function openLiveStream(
  {
    url,
    agent,
    headers,
  }: { readonly url: string; readonly agent: Agent; readonly headers: Readonly<Record<string, string>> },
  selection: string,
): Promise<LiveStream> {
  const path = `/api/live/${randomUUID()}`
  const aborter = new AbortController()
  const { statusCode, body } = await agent.request({
    origin: url,
    path,
    method: 'GET',
    headers,
    signal: aborter.signal,
    bodyTimeout: 0,
  })
  if (statusCode !== 200) throw new Error(`The stream was answered ${statusCode}: ${await body.text()}`)
  const received: Received[] = []
  body.setEncoding('utf8')
  body.on('data', (text: string) => received.push({ at: Date.now(), text }))
  // Aborting is how it ends.
  body.on('error', () => received.push({ at: Date.now(), text: '' }))
  await declare({ url, agent, headers }, path, selection)
  return {
    since: (instant) => received.flatMap(({ at, text }) => (at > instant ? [text] : [])).join(''),
    close: () => aborter.abort(),
  }
}

async function declare(
  { url, agent, headers }: Parameters<typeof openLiveStream>[0],
  path: string,
  selection: string,
): Promise<void> {
  const body = JSON.stringify({ selections: { it: selection } })
  const own = { ...headers, origin: url, 'x-quarterdeck': '1', 'content-type': 'application/json' }
  const answer = await agent.request({ origin: url, path, method: 'POST', headers: own, body })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`The declaration was answered ${answer.statusCode}: ${text}`)
}
