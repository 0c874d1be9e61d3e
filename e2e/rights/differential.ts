import type { ApiServer, Person } from './api-server'
import { type Asked, type Baseline, compareDashboard, readBaseline } from './compare-dashboard'
import type { Dashboard } from './dashboard'
import { type Comparison, compareEvaluator, readRbac } from './evaluator'
import { lookAs, type Sight } from './sight'
import { ensureStandingObjects, homes } from './standing-objects'
import { markerOf, putWorld, removeWorld, until } from './standing-world'
import { createWorld } from './world'

/** What was compared so far. */
export interface Tally {
  worlds: number
  people: number
  decisions: number
  allowed: number
  /** Of the evaluator, all people together: what a decision took, summed over them. */
  microseconds: number
  answers: number
  rows: number
  /** Each with the seed of its world. */
  readonly differences: string[]
}

interface Parts {
  readonly api: ApiServer
  /** Undefined: only the evaluator is compared. */
  readonly dashboard: Dashboard | undefined
  readonly seed: number
  readonly worlds: number
  readonly progress: (tally: Tally) => void
}

/** One world after the other, each in the place of the one before. */
export async function runDifferential({ api, dashboard, seed, worlds, progress }: Parts): Promise<Tally> {
  const tally: Tally = {
    worlds: 0,
    people: 0,
    decisions: 0,
    allowed: 0,
    microseconds: 0,
    answers: 0,
    rows: 0,
    differences: [],
  }
  await ensureStandingObjects(api)
  try {
    for (let one = seed; one < seed + worlds; one++) {
      await compareWorld(api, dashboard, one, tally)
      progress(tally)
    }
  } finally {
    await removeWorld(api)
  }
  return tally
}

async function compareWorld(api: ApiServer, dashboard: Dashboard | undefined, seed: number, tally: Tally) {
  const world = createWorld(seed)
  await putWorld(api, world, seed)
  if (dashboard !== undefined) await until('the dashboard goes by the new rights', () => showsMarks(dashboard, seed))
  const rbac = await readRbac(api)
  const namespaces = await namespacesOf(api)
  tally.worlds++
  const evaluated = async (person: Person) => {
    const sight = await lookAs(api, person, namespaces)
    addComparison(tally, seed, await compareEvaluator(api, { rbac, person, sight, seed }))
    return sight
  }
  await Promise.all(world.accounts.map(evaluated))
  let baseline = dashboard && (await readBaseline(dashboard))
  for (const person of world.people) {
    const sight = await evaluated(person)
    if (dashboard === undefined || baseline === undefined) continue
    const settled = await settle({ api, dashboard, namespaces }, { person, sight, baseline }, seed)
    baseline = settled.baseline
    addAsked(tally, seed, settled)
  }
}

function addComparison(tally: Tally, seed: number, { asked, allowed, microseconds, differences }: Comparison): void {
  tally.people++
  tally.decisions += asked
  tally.allowed += allowed
  tally.microseconds += microseconds
  tally.differences.push(...differences.map((sentence) => `world ${seed}: ${sentence}`))
}

function addAsked(tally: Tally, seed: number, { answers, rows, differences }: Asked): void {
  tally.answers += answers
  tally.rows += rows
  tally.differences.push(...differences.map((sentence) => `world ${seed}: ${sentence}`))
}

const attempts = 4

/**
 * Controllers go on meanwhile: what differs is looked at again with a fresh list. What shows more than it may is not
 * excused, but for Events, of which new ones come at any time.
 */
async function settle(
  {
    api,
    dashboard,
    namespaces,
  }: { readonly api: ApiServer; readonly dashboard: Dashboard; readonly namespaces: readonly string[] },
  first: { readonly person: Person; readonly sight: Sight; readonly baseline: Baseline },
  seed: number,
): Promise<Asked & { readonly baseline: Baseline }> {
  let side = { ...first, dashboard }
  let found = await compareDashboard(side, seed)
  for (let attempt = 1; attempt < attempts && found.differences.length > 0; attempt++) {
    if (found.differences.some((sentence) => /^(extra|leak)/.test(sentence) && !sentence.includes(', events'))) break
    const [baseline, sight] = await Promise.all([readBaseline(dashboard), lookAs(api, first.person, namespaces)])
    side = { ...side, baseline, sight }
    found = await compareDashboard(side, seed)
  }
  return { ...found, baseline: side.baseline }
}

async function showsMarks(dashboard: Dashboard, seed: number): Promise<boolean> {
  const marker = markerOf(seed)
  const [pods, nodes] = await Promise.all([dashboard.ask(marker, 'pods'), dashboard.ask(marker, 'nodes')])
  return pods.total > 0 && nodes.total > 0
}

async function namespacesOf(api: ApiServer): Promise<readonly string[]> {
  // The API's own shape of a list.
  const { items } = (await api.get('/api/v1/namespaces')) as {
    readonly items: readonly { readonly metadata: { readonly name: string } }[]
  }
  const names = items.map(({ metadata }) => metadata.name)
  return [...new Set([...names, ...homes])]
}
