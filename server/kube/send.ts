import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { type Body, createBody } from './body'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Throws what the exchange broke off with; leaving it early ends the exchange. */
  readonly body: AsyncGenerator<Buffer, void, void>
}

/**
 * One exchange, as undici reports it. Its own `request` puts a stream of Node's around every body, which costs a third of
 * what receiving a large list does.
 */
export function send(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let body: Body | undefined
    let controller: Dispatcher.DispatchController | undefined
    const reasonOf = () => (signal.reason instanceof Error ? signal.reason : new Error('given up'))
    const stop = () => {
      reject(reasonOf())
      controller?.abort(reasonOf())
    }

    function finish(error?: Error) {
      signal.removeEventListener('abort', stop)
      body?.end(error)
      if (error !== undefined) reject(error)
    }

    signal.addEventListener('abort', stop)
    dispatcher.dispatch(options, {
      onRequestStart(opened) {
        controller = opened
        if (signal.aborted) opened.abort(reasonOf())
      },
      onResponseStart(opened, status, headers) {
        // 1xx: the answer itself comes after it.
        if (status < 200) return
        const giveUp = () => opened.abort(new Error('given up'))
        body = createBody({ pause: () => opened.pause(), resume: () => opened.resume(), giveUp })
        resolve({ status, headers, body: body.pieces })
      },
      onResponseData: (_, chunk) => body?.push(chunk),
      onResponseEnd: () => finish(),
      onResponseError: (_, error) => finish(error),
    })
  })
}
