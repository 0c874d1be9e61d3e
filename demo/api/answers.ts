import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { parseJson } from './json'
import { decodeProtobuf, protobufType } from './protobuf'
import { ApiError, badRequest } from './status'
import type { Sink } from './watch'

const bodyLimit = 3 * 1024 * 1024

export function answerJson(
  response: ServerResponse,
  code: number,
  body: object,
  headers: OutgoingHttpHeaders = {},
): void {
  response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-cache, private', ...headers })
  response.end(`${JSON.stringify(body)}\n`)
}

/** Sends a long answer piece by piece, at the pace of the client, letting others in between. */
export async function answerParts(response: ServerResponse, parts: Iterable<string>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
  for (const part of parts) {
    if (response.destroyed) return
    if (response.write(part)) await setImmediate()
    else await leftOrClosed(response)
  }
  response.end()
}

/** A request's whole body, in JSON where it came in protobuf. Throws the API's 400, 413 or 415. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    // An IncomingMessage without an encoding gives Buffers.
    chunks.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size > bodyLimit) {
      // The rest is let by, so that the client comes to read the answer.
      request.resume()
      throw new ApiError(413, 'RequestEntityTooLarge', 'Request entity too large: limit is 3145728')
    }
  }
  const body = Buffer.concat(chunks)
  const isProtobuf = request.headers['content-type']?.startsWith(protobufType) === true && size > 0
  return isProtobuf ? Buffer.from(JSON.stringify(decodeProtobuf(body))) : body
}

/** A request's JSON body; undefined when it has none. Throws the API's 400 or 413. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request)
  if (body.length === 0) return undefined
  return parseJson(body.toString(), (why) => badRequest(`couldn't get version/kind; json parse error: ${why}`))
}

/** A watch's lines into an open answer; a client that leaves more than `lagLimit` bytes waiting is cut off. */
export function createSink(response: ServerResponse, lagLimit: number): Sink {
  return {
    write(lines) {
      if (response.destroyed || response.writableEnded) return
      response.write(lines)
      if (response.writableLength > lagLimit) response.destroy()
    },
    async drained() {
      if (response.writableNeedDrain) await leftOrClosed(response)
      else await setImmediate()
    },
    end: () => void response.end(),
  }
}

function leftOrClosed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
    if (response.destroyed) done()
  })
}
