import type { ESLint } from 'eslint'
import { expect, test } from 'vitest'
import { lintWith } from './untyped'

const patienceMs = 60_000
const outside = [
  'export const a = Date.now()',
  'export const b = new Date()',
  'export const c = Math.random()',
  'export const d = setTimeout(() => {}, 1)',
  'export const e = setInterval(() => {}, 1)',
  'export const f = setImmediate(() => {})',
  'export const g = performance.now()',
  "export * from 'node:timers/promises'",
  "export { randomUUID } from 'node:crypto'",
  "import { performance as h } from 'node:perf_hooks'",
]

async function marked(eslint: ESLint, filePath: string, lines: readonly string[]) {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath })
  const marks = result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax') ?? []
  return lines.filter((_, at) => marks.some(({ line }) => line === at + 1))
}

test(
  "the simulation knows no time and chance but the clock's and the seed's",
  async () => {
    const own = ['export const i = new Date(0)', 'export const j = Math.floor(1)']
    const eslint = lintWith(['no-restricted-syntax'])
    expect(await marked(eslint, 'demo/random.ts', [...outside, ...own])).toEqual(outside)
    expect(await marked(eslint, 'demo/controllers/queue.ts', outside)).toEqual(outside)
    expect(await marked(eslint, 'demo/main.ts', outside)).toEqual([])
  },
  patienceMs,
)
