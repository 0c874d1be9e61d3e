import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { applications } from '@/e2e/cluster/load/application'
import { collectionPath, type Manifest } from '@/e2e/cluster/manifest'
import { running } from '@/e2e/target/running'
import { collections, create, get, patch, remove } from './api'
import { type Scenario, scenarioObjects, scenarios, waitingScenarios, wellScenarios } from './causes/scenarios'
import { askAll, type Row } from './dashboard'
import { makeNamespace } from './witness'

test.skip(running().target === 'demo', 'only the test cluster plays these failures')

/** On a quiet machine two seconds are enough; what is asked here is that a busy one passes too. */
const patienceMs = 5_000
const wholeMs = 95_000

const nameOf = ({ kind, metadata }: Manifest) => `${kind}/${metadata.name}`

test('every object of the scenarios is known to fail so, or to be well', () => {
  const made = scenarioObjects.filter(({ kind }) => kind !== 'Namespace').map(nameOf)
  const known = new Set([...scenarios.map(({ object }) => object), ...wellScenarios, ...waitingScenarios])
  expect(made.filter((name) => !known.has(name))).toEqual([])
})

test('each failure of the scenarios is told soon, and nothing is told of what is well', async () => {
  test.setTimeout(180_000)
  const namespaces = await makeNamespaces()
  try {
    for (const manifest of scenarioObjects) await make(manifest, namespaces)
    const seen = await Promise.all([follow(namespaces), watch(new Set(namespaces.values()))])
    const [shown, told] = seen
    const late = scenarios.flatMap(({ object, cause, counts = 0 }) => {
      const at = shown.get(object)
      const found = told.get(`${object}: ${cause}`)
      const waited = (found ?? Number.NaN) - (at ?? Number.NaN) - counts
      return waited <= patienceMs ? [] : [`${object}: ${cause} after ${waited} ms`]
    })
    expect.soft(late).toEqual([])
    const expected = new Set(
      scenarios.flatMap(({ object, cause, meanwhile = [] }) => [cause, ...meanwhile].map((one) => `${object}: ${one}`)),
    )
    const well = new Set([...scenarios.map(({ object }) => object), ...wellScenarios])
    const strangers = [...told.keys()].filter((line) => !expected.has(line) && well.has(line.replace(/: .*/, '')))
    expect(strangers, 'nothing but what was made').toEqual([])
  } finally {
    await release(namespaces)
    for (const namespace of namespaces.values()) await remove(`${collections.namespaces}/${namespace}`)
  }
})

/** Of each scenario's namespace one of our own. */
async function makeNamespaces(): Promise<ReadonlyMap<string, string>> {
  const wanted = scenarioObjects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)
  return new Map(await Promise.all(wanted.map(async (name) => [name, await makeNamespace(name)] as const)))
}

async function make(manifest: Manifest, namespaces: ReadonlyMap<string, string>): Promise<void> {
  const { namespace = '' } = manifest.metadata
  const own = namespaces.get(namespace)
  if (own === undefined) return
  const hurry = scenarios.find(({ object }) => object === nameOf(manifest))?.hurry
  const made = { ...manifest, ...hurry?.(manifest), metadata: { ...manifest.metadata, namespace: own } }
  await create(collectionPath(made), made)
}

const scenarioOf = new Map(scenarioObjects.map((manifest) => [nameOf(manifest), manifest.metadata.namespace ?? '']))

/** When the API server shows each failure first, ms. */
async function follow(namespaces: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, number>> {
  const shown = new Map<string, number>()
  const end = Date.now() + wholeMs
  const look = async ({ object, shown: [path, text] }: Scenario) => {
    const url = path.replace('NAMESPACE', namespaces.get(scenarioOf.get(object) ?? '') ?? '')
    while (Date.now() < end && !shown.has(object)) {
      const json = JSON.stringify(await get(url))
      if (text.test(json)) shown.set(object, Date.now())
      else if (object === 'Pod/stuck-terminating' && /"phase":"Running"/.test(json)) await endPod(url)
      await delay(200)
    }
  }
  await Promise.all(scenarios.map(look))
  return shown
}

/** It is to be gone a second after. */
async function endPod(url: string): Promise<void> {
  const path = url.replace(/\?.*/, '/stuck-terminating')
  const body = JSON.stringify({ gracePeriodSeconds: 1 })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(running().api + path, { method: 'DELETE', headers, body })
  if (!answer.ok) throw new Error(`DELETE ${path} answered ${answer.status}.`)
}

/** When each `Kind/name: cause` is told first of objects in these namespaces, ms. */
async function watch(namespaces: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const told = new Map<string, number>()
  const end = Date.now() + wholeMs
  const left = () => scenarios.some(({ object, cause }) => !told.has(`${object}: ${cause}`))
  while (Date.now() < end && left()) {
    const asked = Date.now()
    for (const row of await askAll('problems'))
      for (const object of objectsIn(row, namespaces)) {
        const line = `${object}: ${row.cause}`
        if (!told.has(line)) told.set(line, asked)
      }
    await delay(100)
  }
  return told
}

const objectsIn = ({ objects }: Row, namespaces: ReadonlySet<string>): readonly string[] =>
  String(objects)
    .split('\n')
    .flatMap((line) => {
      const [kind = '', namespace = '', name = ''] = line.split('/')
      return namespaces.has(namespace) ? [`${kind}/${name}`] : []
    })

/** A pod that is played as stuck would keep its namespace. */
async function release(namespaces: ReadonlyMap<string, string>): Promise<void> {
  const path = `/api/v1/namespaces/${namespaces.get('faults')}/pods/stuck-terminating`
  await patch(path, { metadata: { finalizers: null } }).catch(() => undefined)
  await remove(path)
}

/** The states of the load's applications, which stand still. */
const standing: Readonly<Record<string, string>> = {
  Error: 'crash-exit',
  OOMKilled: 'crash-out-of-memory',
  ImagePullBackOff: 'image-pull',
  CreateContainerConfigError: 'config-missing',
}

test('each application of the load that is ill has its cause', async () => {
  const made = applications(350, 40, 8).filter(({ broken }) => broken !== undefined)
  const expected = made.flatMap(({ namespace, name, broken }) => {
    const cause = standing[broken?.lastExit?.reason ?? broken?.waiting?.reason ?? '']
    // The one that runs without ever being ready is a fault only after its rollout's ten minutes.
    return cause === undefined ? [] : [`${namespace}/${name}: ${cause}`]
  })
  expect(expected.length).toBeGreaterThan(3)
  const rows = await askAll('problems', { 'facet.kind': 'Deployment' })
  const told = rows.map(({ namespace, name, cause }) => `${namespace}/${name}: ${cause}`)
  expect(expected.filter((line) => !told.includes(line))).toEqual([])
})
