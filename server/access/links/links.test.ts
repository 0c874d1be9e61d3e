import { expect, test } from 'vitest'
import { createLinks, linkLifetime } from './links'

function at() {
  const clock = { now: 0 }
  return { clock, links: createLinks(() => clock.now) }
}

test('a code works once', () => {
  const { links } = at()
  const code = links.issue('ada')
  expect(links.redeem(code)).toEqual({ name: 'ada' })
  expect(links.redeem(code)).toEqual({ problem: 'used' })
})

test('a code works for a day', () => {
  const { clock, links } = at()
  const [ada, bob] = [links.issue('ada'), links.issue('bob')]
  clock.now = linkLifetime - 1
  expect(links.redeem(ada)).toEqual({ name: 'ada' })
  clock.now = linkLifetime
  for (let times = 0; times < 2; times++) expect(links.redeem(bob)).toEqual({ problem: 'expired' })
})

test('a new code voids the one that waited for the same person, and no other', () => {
  const { links } = at()
  const [first, bobs, second] = [links.issue('ada'), links.issue('bob'), links.issue('ada')]
  expect(links.redeem(first)).toEqual({ problem: 'expired' })
  expect(links.redeem(second)).toEqual({ name: 'ada' })
  expect(links.redeem(bobs)).toEqual({ name: 'bob' })
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
  expect(links.redeem(code)).toEqual({ problem: 'unknown' })
})
