import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const served = ['app', 'components', 'lib', 'server'].flatMap((room) =>
  readdirSync(`${root}${room}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${room}/${file}`),
)
const sources = [...served, 'proxy.ts', 'instrumentation.ts'].map((file) => ({
  file,
  text: readFileSync(`${root}${file}`, 'utf8'),
}))
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(200))

// A Server Action is a route that no declaration names: https://nextjs.org/docs/app/guides/data-security
test('there are no Server Actions', () => expect(filesWith(/^\s*['"]use server['"]/m)).toEqual([]))

test.each([
  ['the image optimiser, which fetches for strangers', /from 'next\/image'/],
  [
    'HTML that is not built by React',
    /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/,
  ],
  ['text that becomes code', /\beval\(|new Function\(/],
])('nothing uses %s', (_what, pattern) => expect(filesWith(pattern)).toEqual([]))

test('the image optimiser is off, and no path escapes the proxy by a matcher', () => {
  expect(readFileSync(`${root}next.config.js`, 'utf8')).toContain('images: { unoptimized: true }')
  expect(readFileSync(`${root}proxy.ts`, 'utf8')).not.toMatch(/export const config|matcher:/)
})
