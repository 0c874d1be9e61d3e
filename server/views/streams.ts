import type { Attributes } from '@/lib/kube/rbac/attributes'
import type { Problem } from '@/lib/live/freshness'
import type { LogQuestion } from '@/lib/logs/log-question'
import type { ObjectAddress } from '@/lib/objects/object-address'
import type { ObjectMessage } from '@/lib/objects/object-message'
import { mayList, type Sight } from '@/lib/views/sight'
import type { Actor } from '@/server/access/identity/actor'
import type { ClusterRights } from '@/server/access/rights/rights'
import type { TransportLease } from '@/server/access/rights/transports'
import { type LogStreamEnds, openLogStream } from '@/server/logs/log-stream'
import { openObjectStream } from '@/server/objects/object-stream'
import { createLoggedPods } from './logged-pods'
import { narrowStores } from './narrowed-stores'
import type { ViewersOfCluster } from './rights'
import type { ClusterStores } from './tables'
import { createWatchedObject } from './watched-object'

/** Reads from the API server with a viewer's own rights; `onLost` is called once when these are other than before. */
export interface Streams {
  logs(question: LogQuestion, actor: Actor): Open<[LogStreamEnds], { drain(): void }>
  object(address: ObjectAddress, actor: Actor): Open<[send: (message: ObjectMessage) => void], unknown>
  /** The way to the API server as the viewer, until it is let go of. */
  as(actor: Actor): TransportLease | { readonly problem: Problem }
}

type Open<A extends readonly unknown[], T> =
  | { readonly open: (...args: [...A, onLost: () => void]) => T & { close(): void } }
  | { readonly problem: Problem }

export function createStreams(
  stores: ClusterStores,
  version: () => string | null,
  { rights, transports }: ViewersOfCluster,
): Streams {
  return {
    as: transports.acquire,
    logs(question, actor) {
      const { namespace, target } = question
      const sight = rights.sightOf(actor)
      if (!mayList(sight, 'pods', namespace)) return { problem: notListed(namespace) }
      const way = transports.acquire(actor)
      if ('problem' in way) return way
      const names = 'pods' in target ? target.pods : ['']
      const reads = names.map((name) => ({ ...ofPods, subresource: 'log', name, namespace }))
      return {
        open(ends, onLost) {
          const narrowed = narrowStores(stores, sight)
          const pods = createLoggedPods(narrowed.stores, namespace, target)
          const stream = openLogStream(way.transport, question, pods, ends)
          const ignore = watch(rights, actor, sight, reads, onLost)
          return { drain: stream.drain, close: closeAll(stream.close, narrowed.close, way.release, ignore) }
        },
      }
    },
    object(address, actor) {
      if (actor.narrowedTo !== undefined && !actor.narrowedTo.has(address.namespace ?? ''))
        return { problem: notShared }
      const way = transports.acquire(actor)
      if ('problem' in way) return way
      return {
        open(send, onLost) {
          const sight = rights.sightOf(actor)
          const narrowed = narrowStores(stores, sight)
          const object = createWatchedObject(narrowed.stores, address, version)
          const stream = openObjectStream(way.transport, object, send)
          const ignore = watch(rights, actor, sight, [readingOf(address)], onLost)
          return { close: closeAll(stream.close, narrowed.close, way.release, ignore) }
        },
      }
    },
  }
}

function readingOf({ resource: full, namespace, name }: ObjectAddress): Attributes {
  const [resource = '', ...group] = full.split('.')
  return { verb: 'get', group: group.join('.'), resource, subresource: '', name, namespace: namespace ?? '' }
}

const ofPods = { verb: 'get', group: '', resource: 'pods' }

const closeAll =
  (...all: readonly (() => void)[]) =>
  () => {
    for (const close of all) close()
  }

/** What is shown was chosen by one sight and some rights: when any of them is another, the reader must ask anew. */
function watch(
  rights: ClusterRights,
  actor: Actor,
  sight: Sight,
  reads: readonly Attributes[],
  onLost: () => void,
): () => void {
  const allowed = () => reads.map((read) => rights.allows(actor, read)).join()
  const before = allowed()
  const ignore = rights.subscribe(() => {
    if (rights.sightOf(actor).key === sight.key && allowed() === before) return
    ignore()
    onLost()
  })
  return ignore
}

const notShared: Problem = {
  code: 'forbidden',
  sentence: 'The link that you came by does not share this: ask whoever gave it to you.',
  detail: null,
}

function notListed(namespace: string): Problem {
  return {
    code: 'forbidden',
    sentence: `You may not list pods in ${namespace}, so that their logs can't be found: ask an administrator of the cluster for this right.`,
    detail: `cannot list resource "pods" in API group "" in the namespace "${namespace}"`,
  }
}
