import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { running } from '@/e2e/target/running'
import { collections, get, inNamespace, patch, remove } from './api'
import { ready, templateOf, workload } from './causes/case'
import { type Place, placeAt, podType } from './causes/place'
import { disagreement, disagreements } from './rollouts/agreement'
import type { RolloutKind, Verdict } from './rollouts/kubectl'
import { makeNamespace } from './witness'

test.skip(running().target === 'demo', 'needs the kubectl that is built with the control plane')

test('the line of every workload agrees with kubectl rollout status', async () => {
  test.setTimeout(120_000)
  const { compared, told } = await disagreements()
  expect(told).toEqual([])
  expect(compared).toBeGreaterThan(40)
})

/** A workload of pods that change only when a step says so. */
interface Rollout {
  change(spec: object): Promise<unknown>
  /** Makes pods ready that are not, at most so many; gives how many it made so. */
  getReady(most?: number): Promise<number>
  /** Compares until kubectl says so; at no time may the line disagree with it. */
  is(verdict: Verdict, timeout?: number): Promise<void>
  readonly place: Place
}

const collectionsOf = { Deployment: 'deployments', StatefulSet: 'statefulSets', DaemonSet: 'daemonSets' } as const

async function start(kind: RolloutKind, spec: object, act: (rollout: Rollout) => Promise<void>): Promise<void> {
  const namespace = await makeNamespace('rollout')
  const place = placeAt(namespace, 'web', 'web')
  const path = inNamespace(collectionsOf[kind], namespace, 'web')
  const rollout: Rollout = {
    place,
    change: (next) => patch(path, { spec: next }),
    async getReady(most = 100) {
      const { items } = (await get(inNamespace('pods', namespace))) as { items: readonly PodSeen[] }
      const unready = items.filter(({ metadata, status }) => {
        const isReady = status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True')
        return metadata.deletionTimestamp === undefined && isReady !== true
      })
      const now = new Date().toISOString().replace(/\.\d+Z/, 'Z')
      const since = (conditions: readonly object[]) => conditions.map((one) => ({ ...one, lastTransitionTime: now }))
      for (const { metadata } of unready.slice(0, most))
        await place
          .status(podType, { ...ready(), conditions: since(ready().conditions) }, metadata.name)
          // One that has gone meanwhile needs to be ready no more.
          .catch((error: unknown) => expect(String(error)).toContain('answered 404'))
      return Math.min(most, unready.length)
    },
    async is(verdict, timeout = 20_000) {
      const told: string[] = []
      await expect(async () => {
        const differs = await disagreement(kind, namespace, 'web', verdict)
        if (differs !== undefined && !differs.startsWith('kubectl says')) told.push(differs)
        expect(differs).toBeUndefined()
      }).toPass({ timeout, intervals: [200] })
      expect(told, 'never the line and kubectl apart').toEqual([])
    },
  }
  try {
    const { spec: common, ...rest } = workload(kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment', 'web', 3)
    const { replicas, ...without } = common
    await place.create({
      ...rest,
      kind,
      spec: { ...(kind === 'DaemonSet' ? without : { ...without, replicas }), ...spec },
    })
    await act(rollout)
  } finally {
    await remove(`${collections.namespaces}/${namespace}`)
  }
}

interface PodSeen {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string }
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] }
}

const version = (number: number) => ({ template: { metadata: { annotations: { version: String(number) } } } })

/** One pod after the other until nothing is left to do; all the while the line may not disagree with kubectl. */
async function roll(rollout: Rollout): Promise<void> {
  let isOver = false
  const help = async () => {
    while (!isOver) {
      await rollout.getReady(1)
      await delay(300)
    }
  }
  const helping = help()
  try {
    await rollout.is('done', 45_000)
  } finally {
    isOver = true
    await helping
  }
}

test('a Deployment step by step: surge, pause, scaling, a deadline, undo, nothing left', async () => {
  test.setTimeout(180_000)
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  await start('Deployment', { strategy }, async (rollout) => {
    await rollout.place.podsOf('web', 3)
    await rollout.is('waiting')
    await rollout.getReady(2)
    await rollout.is('waiting')
    await rollout.getReady()
    await rollout.is('done')
    await rollout.change(version(2))
    await rollout.place.podsOf('web', 4)
    await rollout.is('waiting')
    await roll(rollout)
    await rollout.change({ paused: true, ...version(3) })
    await rollout.is('waiting')
    await rollout.change({ paused: false })
    await roll(rollout)
    await rollout.change({ replicas: 5 })
    await rollout.place.podsOf('web', 5)
    await rollout.is('waiting')
    await roll(rollout)
    await rollout.change({ progressDeadlineSeconds: 2, ...version(4) })
    await rollout.is('deadline')
    await rollout.change({ progressDeadlineSeconds: 600, ...version(3) })
    await roll(rollout)
    await rollout.change({ replicas: 0 })
    await rollout.is('done')
  })
})

test('a StatefulSet step by step: order, partition, OnDelete', async () => {
  test.setTimeout(180_000)
  const updateStrategy = (partition: number) => ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
  })
  await start('StatefulSet', updateStrategy(2), async (rollout) => {
    for (const count of [1, 2, 3]) {
      await rollout.place.podsOf('web', count)
      await rollout.is('waiting')
      await rollout.getReady()
    }
    await rollout.is('done')
    await rollout.change(version(2))
    await rollout.is('waiting')
    await roll(rollout)
    await rollout.change(updateStrategy(0))
    await rollout.is('waiting')
    await roll(rollout)
    await rollout.change({ updateStrategy: { type: 'OnDelete', rollingUpdate: null } })
    await rollout.is('refused')
    await rollout.change(version(3))
    await rollout.is('refused')
  })
})

test('a DaemonSet step by step: roll-out, OnDelete, no node', async () => {
  test.setTimeout(120_000)
  const { items } = (await get(collections.nodes)) as {
    items: readonly { metadata: { labels: Record<string, string> } }[]
  }
  const host = items.map(({ metadata }) => metadata.labels['kubernetes.io/hostname'] ?? '').find((name) => name !== '')
  const on = (selector: object) => ({ spec: { nodeSelector: selector, tolerations: [{ operator: 'Exists' }] } })
  const template = {
    ...templateOf('web'),
    spec: { ...templateOf('web').spec, ...on({ 'kubernetes.io/hostname': host }).spec },
  }
  await start('DaemonSet', { template }, async (rollout) => {
    await rollout.place.podsOf('web', 1)
    await rollout.is('waiting')
    await rollout.getReady()
    await rollout.is('done')
    await rollout.change(version(2))
    await rollout.is('waiting')
    await roll(rollout)
    await rollout.change({ updateStrategy: { type: 'OnDelete', rollingUpdate: null } })
    await rollout.is('refused')
    await rollout.change({ updateStrategy: { type: 'RollingUpdate' }, template: on({ nowhere: 'true' }) })
    await rollout.is('done')
  })
})
