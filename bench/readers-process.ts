import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Failure } from './failure'
import { keepChild, stopChild } from './process'
import type { Arrivals } from './writes'

export interface Readers {
  readonly count: number
  readonly base: string
  readonly cookie: string
  /** The selection that each stream declares. */
  readonly path: string
}

/** What the streams saw, and what that cost. */
export interface Streamed {
  readonly arrivals: Arrivals
  readonly cpuSeconds: number
}

export interface ReadersProcess extends AsyncDisposable {
  finish(): Promise<Streamed>
}

/** Resolves when every stream has its first rows. */
export async function startReaders(readers: Readers): Promise<ReadersProcess> {
  const child = fork(fileURLToPath(new URL('./readers.ts', import.meta.url)), {
    execArgv: ['--import', './typescript.mjs'],
  })
  keepChild(child)
  try {
    child.send(readers)
    await answerOf(child)
  } catch (error) {
    await stopChild(child)
    throw error
  }
  return {
    async finish() {
      child.send('finish')
      // The other end is readers.ts.
      return (await answerOf(child)) as Streamed
    },
    [Symbol.asyncDispose]: () => stopChild(child),
  }
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const answered = new AbortController()
  const { signal } = answered
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message),
      once(child, 'exit', { signal }).then(() => {
        throw new Failure('The process that reads the streams ended early, as told above.')
      }),
    ])
  } finally {
    answered.abort()
  }
}
