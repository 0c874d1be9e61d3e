import { expect } from '@playwright/test'
import { collectionPath, type Manifest, objectPath } from '@/e2e/cluster/manifest'
import { create, get, patch } from '@/e2e/contract/api'
import { running } from '@/e2e/target/running'

/** Where a case is made: the objects of its own namespace, and those of the cluster that are called after it. */
export interface Place {
  readonly namespace: string
  /** What the case calls its objects. */
  readonly name: string
  /** What it calls objects that have no namespace: no other test has one of that name. */
  readonly global: string
  create(manifest: object): Promise<unknown>
  /** Merges into the object's status, as its kubelet or controller would. */
  status(manifest: Pick<Manifest, 'apiVersion' | 'kind'>, status: object, name?: string): Promise<unknown>
  update(manifest: Pick<Manifest, 'apiVersion' | 'kind'>, change: object): Promise<unknown>
  /** A pod of its own name, and its status. */
  pod(manifest: object, status?: object): Promise<unknown>
  /** An event of the object's own name. */
  say(kind: string, reason: string, message: string, more?: object): Promise<unknown>
  /** Waits until an event about an object of that name says so. */
  event(text: RegExp): Promise<void>
  remove(manifest: Pick<Manifest, 'apiVersion' | 'kind'>, graceSeconds?: number): Promise<unknown>
  /** Waits until the API server lists so many pods with the label `app`; gives their names. */
  podsOf(app: string, count: number): Promise<readonly string[]>
  /** Waits until the object reads so. */
  shows(manifest: Pick<Manifest, 'apiVersion' | 'kind'>, text: RegExp, name?: string): Promise<void>
}

const patience = { timeout: 20_000, intervals: [100] }

export function placeAt(namespace: string, name: string, global: string): Place {
  const placed = (manifest: object): Manifest => {
    // Each case writes whole manifests; only the namespace is this function's.
    const whole = manifest as Manifest
    return { ...whole, metadata: { namespace, ...whole.metadata } }
  }
  const named = ({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>, called = name): string =>
    objectPath({ apiVersion, kind, metadata: { namespace, name: called } })
  const place: Place = {
    namespace,
    name,
    global,
    create: (manifest) => create(collectionPath(placed(manifest)), placed(manifest)),
    status: (manifest, status, called) => patch(`${named(manifest, called)}/status`, { status }),
    update: (manifest, change) => patch(named(manifest), change),
    async pod(manifest, status) {
      await place.create(manifest)
      if (status !== undefined) await place.status(podType, status)
    },
    say: (kind, reason, message, more) =>
      say(kind === 'Node' ? global : name, namespace, { kind, reason, message, ...more }),
    async event(text) {
      const path = `/api/v1/namespaces/${namespace}/events?fieldSelector=involvedObject.name%3D${name}`
      await expect
        .poll(async () => JSON.stringify(await get(path)), { ...patience, message: `${name}: ${text}` })
        .toMatch(text)
    },
    remove: (manifest, graceSeconds = 0) => removeIn(named(manifest), graceSeconds),
    async podsOf(app, count) {
      let names: readonly string[] = []
      await expect(async () => {
        const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${app}`
        const { items } = (await get(path)) as { items: readonly Manifest[] }
        names = items.map(({ metadata }) => metadata.name)
        expect(names).toHaveLength(count)
      }).toPass(patience)
      return names
    },
    async shows(manifest, text, called) {
      await expect
        .poll(async () => JSON.stringify(await get(named(manifest, called))), {
          ...patience,
          message: `${name}: ${text}`,
        })
        .toMatch(text)
    },
  }
  return place
}

interface Said {
  readonly kind: string
  readonly reason: string
  readonly message: string
}

/** Events of nodes are in the namespace `default`. */
async function say(name: string, namespace: string, { kind, ...event }: Said): Promise<void> {
  const about = { apiVersion: versions[kind] ?? 'v1', kind, metadata: { namespace, name } }
  const { metadata } = (await get(objectPath(about))) as Manifest
  const home = metadata.namespace ?? 'default'
  const time = new Date().toISOString().replace(/\.\d+Z/, 'Z')
  await create(`/api/v1/namespaces/${home}/events`, {
    metadata: { name: `${name}.${event.reason.toLowerCase()}`, namespace: home },
    involvedObject: { kind, name, uid: metadata.uid, ...(metadata.namespace && { namespace: metadata.namespace }) },
    type: 'Warning',
    count: 4,
    firstTimestamp: time,
    lastTimestamp: time,
    source: { component: 'test' },
    ...event,
  })
}

async function removeIn(path: string, gracePeriodSeconds: number): Promise<void> {
  const answer = await fetch(running().api + path, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ gracePeriodSeconds }),
  })
  if (!answer.ok) throw new Error(`DELETE ${path} answered ${answer.status}: ${await answer.text()}`)
}

export const podType = { apiVersion: 'v1', kind: 'Pod' }

const versions: Readonly<Record<string, string>> = {
  StatefulSet: 'apps/v1',
  Deployment: 'apps/v1',
  CronJob: 'batch/v1',
  Job: 'batch/v1',
}
