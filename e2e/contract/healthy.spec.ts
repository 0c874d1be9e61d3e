import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { collectionPath, type Manifest } from '@/e2e/cluster/manifest'
import { deployment, podTemplate, service } from '@/e2e/cluster/scenarios/workload'
import { startChild } from '@/e2e/target/child'
import { openDashboard } from '@/e2e/target/dashboard'
import { openGate } from '@/e2e/target/gate'
import { publish, running } from '@/e2e/target/running'
import { collections, create, get, inNamespace, patch, remove } from './api'
import { ask, askAll } from './dashboard'
import { makeNamespace } from './witness'

/** Looks again and again until it is ended; gives every problem that was told meanwhile. */
function watch(query: Parameters<typeof askAll>[1]) {
  const told = new Map<string, string>()
  let over = false
  const look = async () => {
    while (!over) {
      for (const { key, name, cause, sentence } of await askAll('problems', query))
        told.set(key, `${name}: ${cause}: ${sentence}`)
      await delay(100)
    }
  }
  const looking = look()
  return async () => {
    over = true
    await looking
    return [...told.values()]
  }
}

const version = (number: number) => ({
  spec: { template: { metadata: { annotations: { 'example.com/version': String(number) } } } },
})

test('while well workloads are made, rolled out, scaled, restarted and lose a pod, no problem is told', async () => {
  test.setTimeout(120_000)
  const namespace = await makeNamespace('healthy')
  const end = watch({ namespace })
  const at = (collection: 'deployments' | 'statefulSets', name: string) => inNamespace(collection, namespace, name)
  const settled = (path: string, replicas: number) =>
    expect
      .poll(async () => (await get(path)) as Replicated, { timeout: 40_000, intervals: [200] })
      .toMatchObject({ status: { readyReplicas: replicas, updatedReplicas: replicas, replicas } })
  try {
    for (const manifest of workloads(namespace)) await create(collectionPath(manifest), manifest)
    await Promise.all([settled(at('deployments', 'web'), 4), settled(at('statefulSets', 'db'), 2)])
    await Promise.all([patch(at('deployments', 'web'), version(2)), patch(at('statefulSets', 'db'), version(2))])
    await Promise.all([settled(at('deployments', 'web'), 4), settled(at('statefulSets', 'db'), 2)])
    await patch(at('deployments', 'web'), { spec: { replicas: 7 } })
    await settled(at('deployments', 'web'), 7)
    await patch(at('deployments', 'web'), { ...version(3), spec: { ...version(3).spec, replicas: 2 } })
    await settled(at('deployments', 'web'), 2)
    const { items } = (await get(inNamespace('pods', namespace))) as { items: readonly Manifest[] }
    await remove(inNamespace('pods', namespace, items[0]?.metadata.name ?? ''))
    await settled(at('deployments', 'web'), 2)
    await patch(at('deployments', 'web'), { spec: { replicas: 0 } })
    await delay(2_000)
  } finally {
    const told = await end()
    await remove(`${collections.namespaces}/${namespace}`)
    expect(told).toEqual([])
  }
})

interface Replicated {
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number; readonly updatedReplicas?: number }
}

function workloads(namespace: string): readonly Manifest[] {
  const ports = [{ name: 'http', port: 80, targetPort: 'http' }]
  return [
    deployment(namespace, 'web', 4),
    service(namespace, 'web', { selector: { app: 'web' }, ports }),
    service(namespace, 'db', { clusterIP: 'None', selector: { app: 'db' }, ports }),
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace },
      spec: { serviceName: 'db', replicas: 2, selector: { matchLabels: { app: 'db' } }, template: podTemplate('db') },
    } as Manifest,
  ]
}

/** What any shop has lying around (docs/demo.md, minute 0): runs of last night that failed, a budget that lets nobody go. */
const lyingAround = [
  /^reconcile-[\d-]+: job-failed:/,
  /^daily-report(-\d+)?: cronjob-last-failed:/,
  /^orders-db(-\d+)?: budget-never-allows:/,
]

test('on a calm day of 10,000 pods under 100 changes a second, no problem is told', async () => {
  test.skip(running().target !== 'demo', 'the calm day is the demo’s')
  test.setTimeout(180_000)
  const before = running()
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-calm-'))
  const size = ['--pods', '10000', '--churn', '100', '--seed', '7', '--story', 'calm']
  const demo = startChild('demo/main.ts', ['--kubeconfig', join(folder, 'kubeconfig'), ...size])
  const opened: (() => unknown)[] = [() => rmSync(folder, { recursive: true }), () => demo.end()]
  try {
    const token = await demo.line('reader')
    const url = await demo.line('ready')
    const gate = await openGate({ url, tls: { ca: readFileSync(join(folder, 'demo-pki', 'ca.crt')) } })
    opened.push(() => gate.close())
    const dashboard = await openDashboard(gate.url, token)
    opened.push(() => dashboard.close())
    publish({ ...before, dashboard: dashboard.url, cookie: dashboard.cookie })
    await expect
      .poll(async () => Object.values((await ask('problems')).freshness).every(({ state }) => state === 'live'), {
        timeout: 60_000,
      })
      .toBe(true)
    const end = watch({})
    await delay(60_000)
    expect((await end()).filter((line) => !lyingAround.some((known) => known.test(line)))).toEqual([])
  } finally {
    publish(before)
    for (const close of opened.reverse()) await close()
  }
})
