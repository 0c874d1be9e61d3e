import { expect, test } from 'vitest'
import { createLinks, linkLifetime } from './links'

function at() {
  const clock = { now: 0 }
  return { clock, links: createLinks(() => clock.now) }
}

test('a code works once', () => {
  const { links } = at()
  const code = links.issue('ada')
  expect(links.redeem(code)).toBe('ada')
  expect(links.redeem(code)).toBeUndefined()
})

test('a code works for a day', () => {
  const { clock, links } = at()
  const [ada, bob] = [links.issue('ada'), links.issue('bob')]
  clock.now = linkLifetime - 1
  expect(links.redeem(ada)).toBe('ada')
  clock.now = linkLifetime
  expect(links.redeem(bob)).toBeUndefined()
})

test('a new code voids the one that waited for the same person, and no other', () => {
  const { links } = at()
  const [first, bobs, second] = [links.issue('ada'), links.issue('bob'), links.issue('ada')]
  expect(links.redeem(first)).toBeUndefined()
  expect(links.redeem(second)).toBe('ada')
  expect(links.redeem(bobs)).toBe('bob')
})

test('whether a code waits', () => {
  const { clock, links } = at()
  expect(links.waits('ada')).toBe(false)
  const code = links.issue('ada')
  expect(links.waits('ada')).toBe(true)
  links.redeem(code)
  expect(links.waits('ada')).toBe(false)
  links.issue('ada')
  clock.now = linkLifetime
  expect(links.waits('ada')).toBe(false)
})

test.each(['', 'ada', '../../x', 'A'.repeat(43), 'A'.repeat(100_000)])('%.20s is nobody’s code', (code) => {
  const { links } = at()
  links.issue('ada')
  expect(links.redeem(code)).toBeUndefined()
})
