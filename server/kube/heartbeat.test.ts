import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Problem } from '@/lib/live/freshness'
import { openHeartbeat } from './heartbeat'
import { KubeError } from './status-error'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function asked() {
  const told: (string | null)[] = []
  const server = { asked: 0, away: false, silent: false }
  const heartbeat = openHeartbeat(
    async (signal) => {
      server.asked += 1
      if (server.silent) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      if (server.away) throw new KubeError('unreachable', { code: 'refused', sentence: 'It refused.', detail: null })
    },
    (problem: Problem | null) => told.push(problem?.code ?? null),
  )
  return { told, server, heartbeat }
}

describe('a heartbeat', () => {
  test('tells at once whether a server answers when it is first asked', async () => {
    const { told } = asked()
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toEqual([null])
  })

  test('forgives one failure, and tells of the second', async () => {
    const { told, server } = asked()
    await vi.advanceTimersByTimeAsync(4_999)
    server.away = true
    await vi.advanceTimersByTimeAsync(1)
    expect(told).toEqual([null])
    await vi.advanceTimersByTimeAsync(500)
    expect(told).toEqual([null, 'refused'])
  })

  test('notices a server that takes connections and says nothing within ten seconds', async () => {
    const { told, server } = asked()
    await vi.advanceTimersByTimeAsync(0)
    server.silent = true
    await vi.advanceTimersByTimeAsync(10_000)
    expect(told).toEqual([null, 'no-answer'])
  })

  test('tells within two seconds that a server is back', async () => {
    const { told, server } = asked()
    await vi.advanceTimersByTimeAsync(0)
    server.silent = true
    await vi.advanceTimersByTimeAsync(90_000)
    server.silent = false
    await vi.advanceTimersByTimeAsync(2_000)
    expect(told).toEqual([null, 'no-answer', null])
  })

  test('asks a server that answers only every five seconds, and none once it is closed', async () => {
    const { server, heartbeat } = asked()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.asked).toBe(13)
    heartbeat.close()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.asked).toBe(13)
  })
})
