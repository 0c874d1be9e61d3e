import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adviceTitles } from './advice'
import { causes } from './causes'
import type { Evidence } from './finding'
import { catalogue } from './testing/catalogue/all'
import { createCluster } from './testing/cluster'
import { now } from './testing/objects'

const page = readFileSync('docs/health.md', 'utf8')

/** Which container it was, and how often an event came, is the test's, not the cause's. */
function readFrom({ source, object, field }: Evidence): string {
  const where = source === 'container' ? field.replace(/^[^,]*/, 'container') : field.replace(/, \d+ times$/, '')
  return `${source} of ${object.kind}: ${where}`
}

const cases = Object.values(catalogue).flat()

test.each(cases)(
  'docs/health.md shows $cause as its test does: title, sentence and evidence',
  ({ cause, objects, says }) => {
    const [problem] = createCluster(objects).problems(now)
    const evidence = [...new Set(problem?.evidence.map(readFrom))].join('; ')
    expect(page.split('\n')).toContain(`| \`${cause}\` ${causes[cause].title} | ${says} | ${evidence} |`)
  },
)

test('docs/health.md shows each family with its causes, in order', () => {
  const told = [...page.matchAll(/^Test: `lib\/health\/catalogue\.test\.ts`, ([^;]+);[^\n]*$|^\| `([a-z-]+)` [A-Z]/gm)]
  const expected = Object.entries(catalogue).flatMap(([family, all]) => [family, ...all.map(({ cause }) => cause)])
  expect(told.map(([, family, cause]) => family ?? cause)).toEqual(expected)
})

test('docs/health.md names every code of advice', () => {
  expect(Object.keys(adviceTitles).filter((code) => !page.includes(`\`${code}\``))).toEqual([])
})
