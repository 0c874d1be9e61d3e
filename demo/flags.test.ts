import { expect, test } from 'vitest'
import { stories } from '@/demo/story/stories'
import { checkPort, parseFlags } from './flags'
import { checkSpeed, usageOf, worldFlags } from './usage'

test('flags are read with a blank or an equals sign, by their default’s kind', () => {
  const given = ['--pods', '2000', '--story=calm', '--at', '7', '--speed=10', '--seed', 'a=b']
  expect(parseFlags(given, worldFlags)).toEqual({
    ...worldFlags,
    pods: 2000,
    story: 'calm',
    at: 7,
    speed: 10,
    seed: 'a=b',
  })
  expect(parseFlags([], worldFlags)).toEqual(worldFlags)
})

test.each([
  [['--stories', 'calm'], /^There is no flag --stories: use --pods, .*--story, --at, --speed\.$/],
  [['--story'], /^--story needs a value\.$/],
  [['--at', 'noon'], /^--at must be a whole number from 0, not "noon"\.$/],
  [['--churn', '-1'], /^--churn must be a whole number from 0, not "-1"\.$/],
])('%j is refused in a sentence', (args, sentence) => {
  expect(() => parseFlags(args, worldFlags)).toThrow(sentence)
})

test.each([0, 101])('a speed of %i is refused', (speed) => {
  expect(() => checkSpeed(speed)).toThrow(`--speed must be from 1 to 100, not ${speed}.`)
})

test('a port beyond 65535 is refused', () => {
  expect(() => checkPort(65_536)).toThrow('--port must be from 0 to 65535, not 65536.')
})

test('the usage names every flag and every story', () => {
  const usage = usageOf('demo', 'where it listens')
  for (const flag of ['port', ...Object.keys(worldFlags)]) expect(usage).toContain(`--${flag} `)
  for (const { name, about } of stories) expect(usage).toMatch(new RegExp(`${name} +${about.slice(0, 20)}`))
})
