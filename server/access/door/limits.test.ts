import { expect, test } from 'vitest'
import { createLimits } from './limits'

test('one person has so many streams and no more, and gets places back once each', () => {
  const { openStream } = createLimits({ mostStreams: 2 })
  const [first, second] = [openStream('ada'), openStream('ada')]
  expect([first, second, openStream('ada')].map((place) => place !== undefined)).toEqual([true, true, false])
  expect(openStream('bob')).toBeDefined()
  first?.()
  first?.()
  expect([openStream('ada') !== undefined, openStream('ada') !== undefined]).toEqual([true, false])
})

test('a session that asks without pause is held back, and no other with it', async () => {
  const { allows } = createLimits({ mostStreams: 1 })
  const answers = []
  for (let times = 0; times < 2001; times++) answers.push(await allows('adas'))
  expect([answers.indexOf(false), await allows('bobs')]).toEqual([2000, true])
})

test('attempts to sign in are counted by address', async () => {
  const { allowsAttempt } = createLimits({ mostStreams: 1 })
  const answers = []
  for (let times = 0; times < 121; times++) answers.push(await allowsAttempt('10.0.0.1'))
  expect([answers.indexOf(false), await allowsAttempt('10.0.0.2')]).toEqual([120, true])
})
