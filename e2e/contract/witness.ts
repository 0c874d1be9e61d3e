import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { running } from '@/e2e/target/running'
import { collections, create, get, inNamespace, remove } from './api'
import { ask } from './dashboard'

/** A pod that nothing schedules or runs: it changes only when a test changes it. */
export function stillPod(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, annotations: { 'sim.quarterdeck.dev/startup': 'external' } },
    spec: {
      schedulerName: 'none',
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: 'registry.example/still:1' }],
    },
  }
}

export function deployment(name: string, replicas: number) {
  const labels = { app: name }
  const template = { metadata: { labels }, spec: { containers: stillPod(name).spec.containers } }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { replicas, selector: { matchLabels: labels }, template },
  }
}

/** A namespace that no other test uses. */
export async function makeNamespace(purpose: string): Promise<string> {
  const name = `${purpose}-${randomBytes(4).toString('hex')}`
  await create(collections.namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  // Until a controller has made its account, a real API server refuses every pod; the demo has no accounts.
  if (running().target === 'cluster')
    await expect(() => get(`${collections.namespaces}/${name}/serviceaccounts/default`)).toPass({ timeout: 10_000 })
  return name
}

export type WitnessView = 'pods' | 'workloads'

/** Changes that a view cannot know unless it hears of them. */
export interface Witnesses {
  /** A Deployment more, a pod more, and the pod before gone. */
  bear(): Promise<void>
  /** The names of pods, or of Deployments, that there are now. */
  expected(view: WitnessView): readonly string[]
  /** Those that a view shows. */
  shown(view: WitnessView): Promise<readonly string[]>
  dismiss(): Promise<void>
}

export async function callWitnesses(): Promise<Witnesses> {
  const namespace = await makeNamespace('witnesses')
  const deployments: string[] = []
  let pod: string | undefined
  return {
    async bear() {
      const before = pod
      pod = `pod-${deployments.length}`
      await create(inNamespace('pods', namespace), stillPod(pod))
      if (before !== undefined) await remove(inNamespace('pods', namespace, before))
      const name = `deployment-${deployments.length}`
      await create(inNamespace('deployments', namespace), deployment(name, 0))
      deployments.push(name)
    },
    expected(view) {
      if (view === 'workloads') return deployments
      return pod === undefined ? [] : [pod]
    },
    async shown(view) {
      const only = view === 'workloads' ? { 'facet.kind': 'Deployment' } : {}
      const { rows } = await ask(view, { namespace, sort: 'name', ...only })
      return rows.map(({ name }) => String(name))
    },
    dismiss: () => remove(`${collections.namespaces}/${namespace}`),
  }
}
