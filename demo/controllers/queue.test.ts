import { expect, test, vi } from 'vitest'
import { createClock } from '@/demo/clock'
import { createQueue } from './queue'

test('a look that throws is repeated ever later, told once, and holds nobody else up', () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const clock = createClock(0)
  const looks: string[] = []
  const failure = new Error('no such field')
  const queue = createQueue(clock, 50, (_, name) => {
    looks.push(`${name} at ${clock.elapsed()}`)
    if (name === 'bad' && looks.length < 6) throw failure
  })
  queue.add('shop', 'bad')
  queue.add('shop', 'good')
  clock.advance(10_000)
  const tries = [50, 55, 65, 85, 125].map((at) => `bad at ${at}`)
  expect(looks).toEqual(['bad at 50', 'good at 50', ...tries.slice(1)])
  expect(told.mock.calls.map(([text]) => String(text).split('\n')[0])).toEqual([
    'A controller failed at shop/bad and tries again: Error: no such field',
  ])
  queue.add('shop', 'bad')
  clock.advance(50)
  expect(looks.at(-1)).toBe('bad at 10050')
  told.mockRestore()
})
