import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adviceTitles } from './advice'
import { catalogue } from './testing/catalogue/all'

const page = readFileSync('docs/health.md', 'utf8')

test('docs/health.md shows every cause with the sentence of its test', () => {
  const missing = Object.values(catalogue)
    .flat()
    .filter(({ cause, says }) => !page.includes(`| \`${cause}\` `) || !page.includes(` | ${says} | `))
  expect(missing.map(({ cause }) => cause)).toEqual([])
})

test('docs/health.md names every code of advice', () => {
  expect(Object.keys(adviceTitles).filter((code) => !page.includes(`\`${code}\``))).toEqual([])
})
