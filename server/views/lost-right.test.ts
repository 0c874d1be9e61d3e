import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseSelectionPath } from '@/lib/live/selection-path'
import type { Actor } from '@/server/access/identity/actor'
import { openRights } from '@/server/access/rights/rights'
import { createChannels } from '@/server/live/channels'
import { openEventStream } from '@/server/live/event-stream'
import { createFrame, rank } from '@/server/live/frame'
import { createSelections } from '@/server/live/selections'
import type { View } from '@/server/live/view'
import { createPodsView } from './pods'
import { createFilledStores, type Json } from './testing/filled-stores'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const anna: Actor = { as: 'deputy', identity: { user: 'anna', groups: [] } }

/** One cluster's pods, followed by viewers over channels, with rights from RBAC objects. */
function openCluster() {
  const filled = createFilledStores()
  const frame = createFrame()
  const rights = openRights({
    stores: filled.stores,
    reading: () => 'read',
    task: (run) => frame.task(rank.rights, run),
    reviews: () => ({ rightsOf: () => undefined, close: () => undefined }),
    compare: () => Promise.resolve(undefined),
  })
  // A view's rows are read by column names that its own shape gives.
  const view = createPodsView(filled.stores, frame) as unknown as View
  let named = 0
  const selections = createSelections(
    {
      open: (_name, _question, sight) => ({ view, rank: rank.matches, sight, close: () => undefined }),
      freshness: () => ({ read: () => ({}), subscribe: () => () => undefined }),
    },
    frame,
    () => `s${++named}`,
  )
  const channels = createChannels<Actor>(
    (path, viewer) => {
      const asking = parseSelectionPath(path)
      if ('problem' in asking) return asking
      const sight = rights.sightOf(viewer)
      const lease = selections.acquire(asking.value.view, asking.value.question, sight)
      return { lease, isCurrent: () => rights.sightOf(viewer).key === sight.key }
    },
    () => [],
    frame,
  )
  rights.subscribe(channels.renew)
  filled.put({
    kind: 'ClusterRole',
    metadata: { name: 'view', uid: 'view' },
    rules: [{ verbs: ['list'], apiGroups: [''], resources: ['pods'] }],
  })
  return { ...filled, channels, close: () => (rights.close(), channels.close(), selections.close(), frame.close()) }
}

const binding = (namespace: string): Json => ({
  kind: 'RoleBinding',
  metadata: { name: 'anna', namespace, uid: `binding-${namespace}` },
  subjects: [{ kind: 'User', name: 'anna' }],
  roleRef: { kind: 'ClusterRole', name: 'view' },
})
const podNamed = (name: string, namespace: string, restarts: number): Json => ({
  kind: 'Pod',
  metadata: { name, namespace, uid: `${namespace}-${name}` },
  status: { phase: 'Running', containerStatuses: [{ name: 'main', restartCount: restarts }] },
})

/** A browser that reads, or has stopped reading. */
function connect({ channels }: ReturnType<typeof openCluster>, id: string, isSlow: boolean) {
  const leaving = new AbortController()
  const stream = openEventStream(
    { attach: (sink) => channels.attach(id, anna, sink, null), drained: () => channels.drained(id) },
    leaving.signal,
  )
  const reader = stream.getReader()
  const read: string[] = []
  const state = { isReading: true, isOver: false }
  async function follow() {
    while (state.isReading) {
      const { done, value } = await reader.read()
      if (done) state.isOver = true
      if (done) return
      read.push(new TextDecoder().decode(value))
    }
  }
  void follow()
  channels.declare(id, anna, { pods: 'prod/pods' })
  return {
    read,
    heardOf: (name: string) => read.join().includes(name),
    leave: () => leaving.abort(),
    isOver: () => state.isOver,
    stopReading() {
      if (isSlow) state.isReading = false
    },
    goOn() {
      state.isReading = true
      void follow()
    },
  }
}

test.each([
  ['that reads', false],
  ['that is slow', true],
])(
  'a browser %s hears nothing of a namespace a second after the right to it was lost, 100 times under churn',
  async (_, isSlow) => {
    const cluster = openCluster()
    cluster.put(binding('bank'))
    let restarts = 0
    /** Pods of both namespaces change every 20 ms. */
    async function churn(canary: string, ms: number) {
      for (let passed = 0; passed < ms; passed += 20) {
        cluster.put(podNamed(canary, 'shop', ++restarts))
        cluster.put(podNamed('teller', 'bank', restarts))
        await vi.advanceTimersByTimeAsync(20)
      }
    }
    for (let turn = 0; turn < 100; turn++) {
      const canary = `canary-${turn}`
      const browser = connect(cluster, `browser-${turn}`, isSlow)
      cluster.put(binding('shop'))
      await churn(canary, 60)
      expect(browser.heardOf(canary)).toBe(true)
      browser.stopReading()
      await churn(canary, 60)
      cluster.replace(({ kind, metadata }) => kind !== 'RoleBinding' || JSON.stringify(metadata).includes('bank'))
      await churn(canary, 1_000)
      browser.read.length = 0
      if (isSlow) browser.goOn()
      await churn(canary, 60)
      expect(browser.heardOf(canary) || browser.heardOf('shop')).toBe(false)
      // One that reads goes on with what is left; one that did not was cut off and comes back.
      expect(isSlow ? browser.isOver() : browser.heardOf('teller')).toBe(true)
      browser.leave()
      cluster.replace(({ kind }) => kind !== 'Pod')
    }
    cluster.close()
  },
  60_000,
)
