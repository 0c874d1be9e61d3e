import { type Collection, type KubeObject, list } from './api'
import { ask, askAll } from './dashboard'
import { type ListView, listViews } from './shapes'

/** Which objects each view shows: the tops of owner chains are workloads. */
const sources: Readonly<Record<ListView, readonly Collection[]>> = {
  workloads: ['deployments', 'statefulSets', 'daemonSets', 'jobs', 'cronJobs', 'replicaSets', 'pods'],
  pods: ['pods'],
  nodes: ['nodes'],
  namespaces: ['namespaces'],
}

const isTop = ({ metadata }: KubeObject) => !metadata.ownerReferences?.some(({ controller }) => controller)
const nameOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name} ${metadata.uid}`

async function listed(): Promise<ReadonlyMap<ListView, ReadonlySet<string>>> {
  const names = [...new Set(listViews.flatMap((view) => sources[view]))]
  const objects = new Map(await Promise.all(names.map(async (name) => [name, await list(name)] as const)))
  const of = (view: ListView) =>
    sources[view].flatMap((name) => objects.get(name) ?? []).filter((object) => view !== 'workloads' || isTop(object))
  return new Map(listViews.map((view) => [view, new Set(of(view).map(nameOf))]))
}

/** What a view shows and a fresh LIST does not have, and the other way round; nothing when they agree. */
export async function disagreements(): Promise<readonly string[]> {
  const [expected, overview] = [await listed(), await ask('overview')]
  const found: string[] = []
  for (const [view, there] of expected) {
    const rows = await askAll(view)
    const shown = new Set(rows.map((row) => `${row.namespace ?? ''}/${row.name} ${row.key}`))
    for (const name of there) if (!shown.has(name)) found.push(`${view} lacks ${name}`)
    for (const name of shown) if (!there.has(name)) found.push(`${view} has ${name}`)
    if (shown.size !== rows.length) found.push(`${view} has rows twice`)
    const counted = overview.rows.find(({ key }) => key === view)?.total
    if (counted !== there.size) found.push(`overview counts ${counted} ${view}, not ${there.size}`)
  }
  return found
}
