import { expect, test, vi } from 'vitest'
import type { Sink } from './channel'
import { openEventStream } from './event-stream'

function open(ended = new AbortController()) {
  const detach = vi.fn()
  let sink: Sink | undefined
  const attach = (given: Sink) => {
    sink = given
    return detach
  }
  const reader = openEventStream({ attach, drained: () => undefined }, ended.signal).getReader()
  return { reader, ended, detach, sink: () => sink }
}

const textOf = ({ value }: ReadableStreamReadResult<Uint8Array>) => new TextDecoder().decode(value)

test('a browser that leaves while nothing comes is let go of once', async () => {
  const { reader, detach, sink } = open()
  const pending = reader.read()
  await reader.cancel()
  expect((await pending).done).toBe(true)
  expect(detach).toHaveBeenCalledOnce()
  sink()?.write('nobody hears this')
  expect(sink()?.ready).toBe(false)
})

test('a browser that leaves with something waiting is let go of, and its session may end later', async () => {
  const { reader, ended, detach, sink } = open()
  sink()?.write('waiting')
  await reader.cancel()
  ended.abort()
  expect(detach).toHaveBeenCalledOnce()
  expect(sink()?.waiting).toBe(false)
})

test('what was written before the session ended is still taken, and then the stream ends', async () => {
  const { reader, ended, detach, sink } = open()
  sink()?.write('last words')
  ended.abort()
  expect(textOf(await reader.read())).toBe('last words')
  expect((await reader.read()).done).toBe(true)
  expect(detach).toHaveBeenCalledOnce()
})

test('a stream that is cut says nothing of what waited', async () => {
  const { reader, detach, sink } = open()
  sink()?.write('not theirs any more')
  sink()?.cut()
  expect((await reader.read()).done).toBe(true)
  expect(detach).toHaveBeenCalledOnce()
})
