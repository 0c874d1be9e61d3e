import { createJsonListReader } from '@/lib/kube/json-list'
import { createJsonWatchReader } from '@/lib/kube/json-watch'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { createListReader } from '@/lib/kube/protobuf-list'
import { createWatchReader } from '@/lib/kube/protobuf-watch'
import { type ListReader, type WatchReader, WireError, type WatchEvent as WireEvent } from '@/lib/kube/reading'
import { apiPath } from './api-path'
import { protobufType, refusalOf } from './status-body'
import { KubeError, statusError } from './status-error'
import type { Stored } from './store'
import type { ApiResponse, Transport } from './transport'

export type WatchEvent<T> =
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly object: T }
  | { readonly type: 'bookmark'; readonly resourceVersion: string }

export interface Batch<T> {
  readonly objects: readonly T[]
  /** How many objects the list will have in all, where the server says so. */
  readonly expected: number | null
}

/** Where the objects of one type come from. Both end by throwing KubeError when they break off, `aborted` by the signal. */
export interface Source<T> {
  /** A consistent list in batches; returns its resourceVersion, from which a watch goes on. */
  list(signal: AbortSignal): AsyncGenerator<Batch<T>, string, void>
  /** The resourceVersion that a list would have now. */
  version(signal: AbortSignal): Promise<string>
  /**
   * What happened after `resourceVersion`, as it happens. An empty array is a sign of life: bytes came, but no whole event.
   * Returns when the server ends the stream in good order; throws `expired` when it no longer has that version.
   */
  watch(resourceVersion: string, signal: AbortSignal): AsyncGenerator<readonly WatchEvent<T>[], void, void>
}

const accept = `${protobufType}, application/json;q=0.9`
// CPU ms of ours / of the API server (1.36, TLS) per 1,000 pods: one list 37/31, pages of 500 41/37, a watch's initial events
// 41/60. So one small page tells format and count, then comes all the rest at once; JSON, parsed whole, comes by pages.
const firstPage = 250
const restLimits = { protobuf: 0, json: 250 }
const shortestWatchSeconds = 300

async function readVersion(transport: Transport, kind: Kind, answer: ApiResponse): Promise<string> {
  const reader = listReaders[formatOf(answer)](kind.fields)
  for await (const piece of answer.body) reading(transport, () => reader.push(piece))
  return reading(transport, () => reader.finish()).meta.resourceVersion
}

/** @param namespace all without it. @param random 0 to 1: spreads the ends of watches over five to ten minutes. */
export function createSource<K extends Kind>(
  transport: Transport,
  kind: K,
  namespace?: string,
  random: () => number = Math.random,
): Source<KubeObject<K> & Stored> {
  // Every kind declares its metadata (lib/kube/kinds/metadata.ts): that is all Stored asks for.
  type T = KubeObject<K> & Stored
  const path = apiPath(kind, namespace)

  function ask(query: Readonly<Record<string, string>>, signal: AbortSignal, idle?: number): Promise<ApiResponse> {
    const timeouts = idle === undefined ? {} : { idle }
    return transport.request({ path, query, headers: { accept }, signal, timeouts })
  }

  return {
    async *list(signal) {
      let query: Record<string, string> = { limit: String(firstPage) }
      let loaded = 0
      let expected: number | null = null
      for (;;) {
        const answer = await ask(query, signal)
        const format = formatOf(answer)
        const reader = listReaders[format](kind.fields) as ListReader<T>
        for await (const piece of answer.body) {
          const objects = reading(transport, () => reader.push(piece))
          loaded += objects.length
          if (objects.length > 0) yield { objects, expected }
        }
        const { objects, meta } = reading(transport, () => reader.finish())
        loaded += objects.length
        expected =
          meta.continue === ''
            ? loaded
            : meta.remainingItemCount === undefined
              ? null
              : loaded + meta.remainingItemCount
        yield { objects, expected }
        if (meta.continue === '') return meta.resourceVersion
        const limit = restLimits[format]
        query = { ...(limit > 0 && { limit: String(limit) }), continue: meta.continue }
      }
    },

    version: async (signal) => readVersion(transport, kind, await ask({ limit: '1' }, signal)),

    async *watch(resourceVersion, signal) {
      const timeoutSeconds = String(Math.round(shortestWatchSeconds * (1 + random())))
      const query = { watch: '1', allowWatchBookmarks: 'true', resourceVersion, timeoutSeconds }
      const answer = await ask(query, signal, 0)
      const reader = watchReaders[formatOf(answer)](kind.fields) as WatchReader<T>
      // The answer has begun: that is life too.
      yield []
      for await (const chunk of answer.body)
        yield reading(transport, () => reader.push(chunk)).map((event) => eventOf(transport, event))
    },
  }
}

const listReaders = { protobuf: createListReader, json: createJsonListReader }
const watchReaders = { protobuf: createWatchReader, json: createJsonWatchReader }

/** What the answer is in, whatever was asked for: custom resources and some aggregated APIs have JSON only. */
function formatOf({ headers }: ApiResponse): 'protobuf' | 'json' {
  return String(headers['content-type'] ?? '').startsWith(protobufType) ? 'protobuf' : 'json'
}

const eventTypes = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const

/** Throws KubeError for an ERROR event, whose Status has the code that HTTP could no longer carry. */
function eventOf<T>(transport: Transport, event: WireEvent<T>): WatchEvent<T> {
  switch (event.type) {
    case 'ERROR':
      throw statusError(transport.server, event.status.code, refusalOf(event.status))
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion: event.resourceVersion }
    default:
      return { type: eventTypes[event.type], object: event.object }
  }
}

function reading<R>(transport: Transport, read: () => R): R {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    const sentence = `${transport.server} sent something that cannot be read: it is asked again; if this stays, please report it.`
    throw new KubeError('protocol', { code: 'unreadable', sentence, detail: error.message }, { cause: error })
  }
}
