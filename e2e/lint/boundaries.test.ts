import type { ESLint } from 'eslint'
import { beforeAll, expect, test } from 'vitest'
import { lintWith } from './untyped'

const patienceMs = 60_000
let eslint: ESLint

/** Which of the modules a file may not import, by the line that the linter marks. */
async function refused(file: string, modules: readonly string[]): Promise<readonly string[]> {
  const text = modules.map((module, at) => `export * as name${at} from '${module}'\n`).join('')
  // As if it stood in a file that there is.
  const [result] = await eslint.lintText(text, { filePath: file })
  const fatal = result?.messages.find((message) => message.fatal)
  if (result === undefined || fatal !== undefined) throw new Error(`${file} was not linted: ${fatal?.message}`)
  const marks = result.messages.filter(({ ruleId }) => rules.includes(ruleId ?? ''))
  return modules.filter((_, at) => marks.some(({ line }) => line === at + 1))
}

const rules = ['import-x/no-restricted-paths', 'no-restricted-imports']

beforeAll(() => {
  eslint = lintWith(rules)
})

const rooms = {
  lib: '@/lib/format/count',
  server: '@/server/config',
  runtime: '@/server/runtime',
  access: '@/server/access/door/viewer',
  kube: '@/server/kube/store',
  live: '@/server/live/view',
  views: '@/server/views/pods',
  ui: '@/components/ui/looks',
  lines: '@/components/live/clock',
  nodes: '@/components/nodes/columns',
  app: '@/app/viewer',
  demo: '@/demo/clock',
  e2e: '@/e2e/cluster/progress',
}
const serverRooms = [rooms.server, rooms.runtime, rooms.access, rooms.kube, rooms.live, rooms.views]
const componentRooms = [rooms.ui, rooms.lines, rooms.nodes]
const all = Object.values(rooms)
const allBut = (...names: readonly string[]) => all.filter((name) => !names.includes(name))

test.each([
  ['lib/format/age.ts', [...allBut(rooms.lib), 'node:fs', 'react', 'next/navigation'], [rooms.lib]],
  ['server/config.ts', [...allBut(rooms.lib, rooms.server), 'react', '../lib/format/count'], [rooms.lib, 'node:fs']],
  ['server/kube/source.ts', [rooms.live, rooms.views, rooms.runtime, './../config'], [rooms.kube, rooms.server]],
  ['server/live/selection.ts', [rooms.views, rooms.runtime], [rooms.kube, rooms.lib]],
  ['server/views/nodes.ts', [rooms.runtime, rooms.app, rooms.ui], [rooms.kube, rooms.live]],
  ['components/ui/cells.tsx', [rooms.lines, rooms.nodes, ...serverRooms, 'node:fs'], [rooms.ui, rooms.lib, 'react']],
  ['components/pods/columns.tsx', [rooms.nodes, ...serverRooms, rooms.app], [rooms.ui, rooms.lines, rooms.lib]],
  [
    'app/error.tsx',
    [rooms.kube, rooms.live, rooms.views, rooms.demo, rooms.e2e],
    [rooms.runtime, rooms.access, rooms.ui],
  ],
  ['demo/random.ts', [...serverRooms, ...componentRooms, rooms.app, rooms.e2e, 'react'], [rooms.lib, 'node:fs']],
  ['e2e/reporter.ts', allBut(rooms.e2e, rooms.lib), [rooms.e2e, rooms.lib, 'node:fs']],
  ['bench/goals.ts', allBut(rooms.e2e), [rooms.e2e]],
])(
  '%s',
  async (file, forbidden, allowed) => {
    expect(await refused(file, [...forbidden, ...allowed])).toEqual(forbidden)
  },
  patienceMs,
)
