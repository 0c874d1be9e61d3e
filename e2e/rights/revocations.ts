import { setTimeout as sleep } from 'node:timers/promises'
import { collectionPath, type Manifest, objectPath } from '@/e2e/cluster/manifest'
import type { ApiServer, Person } from './api-server'
import type { Dashboard } from './dashboard'
import type { LiveStream } from './live-stream'
import { homes } from './standing-objects'
import { until } from './standing-world'
import { worldLabel } from './world'

/** How long after a right was taken something of what it gave may still come. */
const allowedMs = 1_000
/** How long is listened after that. */
const listenedMs = 500

export interface Revocations {
  /** Milliseconds until the last byte about it, one for each time. */
  readonly lastBytes: readonly number[]
  readonly differences: readonly string[]
}

const person: Person = { user: 'rights-frank', groups: [] }
const [lasting, ...passing] = homes
const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'

/**
 * Somebody looks at pods of two namespaces while pods come and go in them, and loses the right to one: of that
 * namespace no byte may come later than a second.
 */
export async function revokeOften(api: ApiServer, dashboard: Dashboard, times: number): Promise<Revocations> {
  if (times === 0) return { lastBytes: [], differences: [] }
  const stands = bindingIn(lasting)
  await api.create(collectionPath(stands), stands)
  const stream = await dashboard.stream(person, 'pods?limit=500')
  const lastBytes: number[] = []
  const differences: string[] = []
  try {
    for (let time = 0; time < times; time++) {
      const home = passing[time % passing.length] ?? lasting
      const last = await revokeOnce(api, stream, home)
      lastBytes.push(last)
      if (last > allowedMs) differences.push(`revocation ${time}: a byte about ${home} came ${last} ms later`)
    }
  } finally {
    stream.close()
    await api.ask('DELETE', objectPath(stands))
  }
  return { lastBytes, differences }
}

async function revokeOnce(api: ApiServer, stream: LiveStream, home: string): Promise<number> {
  const binding = bindingIn(home)
  const granted = Date.now()
  await api.create(collectionPath(binding), binding)
  await until(`the stream shows ${home}`, async () => stream.since(granted).includes(`"namespace":"${home}"`))
  const churn = startChurn(api, home)
  await until(`the stream shows what comes and goes in ${home}`, async () => showsChurn(stream.since(granted), home))
  const revoked = Date.now()
  await api.ask('DELETE', objectPath(binding))
  await sleep(allowedMs + listenedMs)
  await churn()
  return lastMention(stream, home, revoked)
}

const showsChurn = (text: string, home: string) => text.includes(`"namespace":"${home}","name":"churned-`)

/** To 20 ms. */
function lastMention(stream: LiveStream, home: string, revoked: number): number {
  const step = 20
  for (let after = allowedMs + listenedMs; after > 0; after -= step)
    if (stream.since(revoked + after - step).includes(home)) return after
  return 0
}

/** Makes and removes pods until what it returns is called. */
function startChurn(api: ApiServer, home: string): () => Promise<void> {
  let goesOn = true
  const work = (async () => {
    for (let index = 0; goesOn; index++) {
      const pod = churnedPod(home, index)
      await api.create(collectionPath(pod), pod)
      await sleep(10)
      await api.ask('DELETE', objectPath(pod), { body: { gracePeriodSeconds: 0 } })
    }
  })()
  return () => {
    goesOn = false
    return work
  }
}

function churnedPod(namespace: string, index: number): Manifest {
  const containers = [{ name: 'main', image: 'registry.example.com/rights:1' }]
  const metadata = { name: `churned-${index}`, namespace }
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, schedulerName: 'nobody' } }
  return pod
}

function bindingIn(namespace: string): Manifest {
  const metadata = { name: 'rights-frank', namespace, labels: { [worldLabel]: 'revocations' } }
  const subjects = [{ kind: 'User', apiGroup, name: person.user }]
  const binding = {
    apiVersion,
    kind: 'RoleBinding',
    metadata,
    subjects,
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'view' },
  }
  return binding
}
