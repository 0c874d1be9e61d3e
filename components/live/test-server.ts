import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message } from '@/lib/live/message'
import { createRecord, type Record } from './test-record'

/** A stream that a browser opened. */
export interface Opened {
  readonly url: string
  readonly lastEventId: string | undefined
  readonly send: (id: number, messages: Message | readonly Message[]) => void
  readonly write: (bytes: string | Uint8Array) => Promise<void>
  /** Breaks the connection. */
  readonly drop: () => void
}

/** A declaration that a browser made. */
interface Declared {
  readonly url: string
  readonly headers: IncomingMessage['headers']
  /** The paths, in their order. */
  readonly paths: readonly string[]
  readonly answer: (status: number, body?: unknown) => void
  /** Each path becomes the selection of that name. */
  readonly accept: (...selections: readonly string[]) => void
}

/** A server on loopback that does what a test tells it. */
export interface TestServer {
  readonly url: string
  readonly opened: Record<Opened>
  readonly declared: Record<Declared>
  /** What streams are answered with instead, or undefined. */
  refusal: number | undefined
  readonly close: () => Promise<void>
}

export async function startTestServer(): Promise<TestServer> {
  const opened = createRecord<Opened>()
  const declared = createRecord<Declared>()
  const server = createServer((request, response) => {
    if (request.method === 'POST') return void readDeclared(request, response).then(declared.add)
    if (test.refusal !== undefined) {
      response.writeHead(test.refusal).end()
      return opened.add(asOpened(request, response))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    opened.add(asOpened(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // The port of a server that listens on TCP.
  const { port } = server.address() as AddressInfo
  const test: TestServer = {
    url: `http://127.0.0.1:${port}/api/live/`,
    opened,
    declared,
    refusal: undefined,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return test
}

function asOpened(request: IncomingMessage, response: ServerResponse): Opened {
  const write = (bytes: string | Uint8Array) => new Promise<void>((resolve) => response.write(bytes, () => resolve()))
  const lastEventId = request.headers['last-event-id']
  return {
    url: request.url ?? '',
    lastEventId: Array.isArray(lastEventId) ? lastEventId[0] : lastEventId,
    send: (id, messages) => void write(`id: ${id}\ndata: ${JSON.stringify(messages)}\n\n`),
    write,
    drop: () => void response.destroy(),
  }
}

async function readDeclared(request: IncomingMessage, response: ServerResponse): Promise<Declared> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  // The product's own client wrote it.
  const { selections } = JSON.parse(text) as { readonly selections: { readonly [name: string]: string } }
  const answer = (status: number, body?: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}))
  return {
    url: request.url ?? '',
    headers: request.headers,
    paths: Object.values(selections),
    answer,
    accept: (...names) =>
      answer(200, { selections: Object.fromEntries(names.map((selection, place) => [place, { selection }])) }),
  }
}
