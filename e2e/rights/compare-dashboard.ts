import type { Person } from './api-server'
import { compareOverview } from './compare-overview'
import { compareProblems } from './compare-problems'
import { compareView, type Difference } from './compare-view'
import type { Dashboard, Row } from './dashboard'
import { administrator } from './dashboard-accounts'
import { facetValue, type Question, queryOf } from './expectation'
import { laws } from './laws'
import { createRandom, type Random } from './random'
import type { Sight } from './sight'
import { homes } from './standing-objects'

/** The views whose rows are each one object. */
const views = Object.keys(laws)
const uidViews: Readonly<Record<string, string>> = {
  pods: 'pods',
  nodes: 'nodes',
  namespaces: 'namespaces',
  events: 'events',
}

export interface Asked {
  readonly answers: number
  readonly rows: number
  readonly differences: readonly string[]
}

/** What the administrator is shown of each view, all of it. */
export type Baseline = ReadonlyMap<string, readonly Row[]>

export async function readBaseline(dashboard: Dashboard): Promise<Baseline> {
  const names = [...views, 'problems']
  const rows = await Promise.all(names.map(async (view) => (await dashboard.ask(administrator, view)).rows))
  return new Map(names.map((view, index) => [view, rows[index] ?? []]))
}

interface Side {
  readonly dashboard: Dashboard
  readonly baseline: Baseline
  readonly person: Person
  readonly sight: Sight
}

/** Everything that one person is shown against what the API server lists for them; a question of chance per view beside. */
export async function compareDashboard(side: Side, seed: number): Promise<Asked> {
  const { dashboard, baseline, person, sight } = side
  const random = createRandom(seed)
  const asked = views.map((view) => ({ view, chance: questionOf(random, view, baseline.get(view) ?? []) }))
  const compared = await Promise.all([
    ...asked.map(({ view }) => compareAnswer(side, view, { about: 'everything' })),
    ...asked.map(({ view, chance }) => compareAnswer(side, view, chance)),
    dashboard.ask(person, 'problems').then((answer) => ({
      rows: answer.rows.length,
      differences: told(person, 'problems', compareProblems(baseline.get('problems') ?? [], sight, answer)),
    })),
    dashboard.ask(person, 'overview').then((answer) => ({
      rows: answer.rows.length,
      differences: told(person, 'overview', compareOverview(baseline, sight, answer)),
    })),
  ])
  return {
    answers: compared.length,
    rows: compared.reduce((sum, { rows }) => sum + rows, 0),
    differences: compared.flatMap(({ differences }) => differences),
  }
}

const told = ({ user }: Person, where: string, differences: readonly Difference[]): readonly string[] =>
  differences.map(({ sort, sentence }) => `${sort}: ${user}, ${where}: ${sentence}`)

async function compareAnswer({ dashboard, baseline, person, sight }: Side, view: string, question: Question) {
  const query = queryOf(question)
  const all = baseline.get(view) ?? []
  const [answer, found] = await Promise.all([
    dashboard.ask(person, view, query),
    question.about === 'everything' ? all : dashboard.ask(administrator, view, query).then(({ rows }) => rows),
  ])
  const differences = compareView({ view, question, all, found, sight, answer })
  const unlisted = question.about === 'everything' ? compareUids(view, sight, answer.rows) : []
  return {
    rows: answer.rows.length,
    differences: told(person, `${view}?${query}`, [...differences, ...unlisted]),
  }
}

/** Without a look at what the administrator sees: the rows are those objects that the API server lists. */
function compareUids(view: string, sight: Sight, rows: readonly Row[]): readonly Difference[] {
  const resource = uidViews[view]
  if (resource === undefined) return []
  const listed = sight.listed(resource)
  const shown = new Set(rows.map(({ key }) => key))
  return [
    ...[...shown]
      .filter((uid) => !listed.has(uid))
      .map((uid): Difference => ({ sort: 'extra', sentence: `${uid} is not listed` })),
    ...[...listed]
      .filter((uid) => !shown.has(uid))
      .map((uid): Difference => ({ sort: 'missing', sentence: `${uid} is listed` })),
  ]
}

function questionOf(random: Random, view: string, rows: readonly Row[]): Question {
  const [first, ...rest] = rows
  if (first === undefined) return { about: 'everything' }
  const row = random.pick([first, ...rest])
  const cells = Object.entries(row).filter(([column]) => column !== 'key')
  const [one = ['name', ''] as const, ...others] = cells
  const [column, cell] = random.pick([one, ...others])
  const sort = random.below(8)
  if (sort < 1) return { about: 'namespace', namespace: random.pick(homes) }
  if (sort < 4)
    return {
      about: 'text',
      word: wordOf(
        random,
        cells.map(([, each]) => each),
      ),
    }
  if (sort < 6) {
    const facet = random.pick(laws[view]?.facets ?? ['name'])
    return { about: 'facet', column: facet, value: facetValue(row[facet]) }
  }
  return { about: 'sort', column: cell === undefined ? 'name' : column, descending: random.chance(0.5) }
}

function wordOf(random: Random, cells: readonly unknown[]): string {
  const [first = 'web', ...rest] = cells.flatMap((cell) =>
    typeof cell === 'string' ? (cell.match(/[\w-]{3,}/g) ?? []) : [],
  )
  return random.pick([first, ...rest])
}
