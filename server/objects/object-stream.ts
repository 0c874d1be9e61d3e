import { dump } from 'js-yaml'
import { isObject, parseJson } from '@/lib/kube/json'
import type { ObjectDetail } from '@/lib/objects/details/detail'
import type { ObjectMessage } from '@/lib/objects/object-message'
import { redact } from '@/lib/objects/redact'
import { typed } from '@/server/kube/reflector'
import type { Transport } from '@/server/kube/transport'

export interface WatchedObject {
  /** Segments of its path at the API server. */
  readonly path: readonly string[]
  /** Calls when the object may be another than before; what it looks like is then read anew. */
  subscribe(listener: () => void): () => void
  /** The parts of it that its page shows; `read` gets what else that takes, with the same rights. */
  describe(object: unknown, read: ReadObject): ObjectDetail | Promise<ObjectDetail>
}

/** Another object as it is now, without secrets; undefined where there is none or it may not be read. */
export type ReadObject = (path: readonly string[]) => Promise<unknown>

export interface ObjectStream {
  close(): void
}

/** Changes gather for so long, ms: an object that changes ten times a second is read twice. */
const gatherMs = 400
/** How often an object is read whose changes nobody tells, and one that could not be read. */
const againMs = 15_000

/** Reads an object with the rights that the transport carries, and again whenever it has changed. */
export function openObjectStream(
  transport: Transport,
  object: WatchedObject,
  send: (message: ObjectMessage) => void,
): ObjectStream {
  const closed = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let reading = false
  let stale = false
  let told = ''
  let wasThere = false

  function tell(message: ObjectMessage) {
    wasThere ||= message.type === 'object'
    const now = JSON.stringify(
      message.type === 'object'
        ? [message.resourceVersion, message.detail]
        : message.type === 'gone'
          ? 'gone'
          : message,
    )
    if (now !== told) send(message)
    told = now
  }
  async function read() {
    clearTimeout(timer)
    reading = true
    stale = false
    try {
      tell(await readObject(transport, object, closed.signal))
    } catch (error) {
      const { kind, problem } = typed(error)
      if (kind === 'aborted') return
      if (kind === 'absent' && wasThere) tell({ type: 'gone', at: Date.now() })
      else tell({ type: 'problem', problem })
    } finally {
      reading = false
      if (!closed.signal.aborted) timer = setTimeout(() => void read(), stale ? gatherMs : againMs)
    }
  }
  const ignore = object.subscribe(() => {
    if (stale) return
    stale = true
    if (reading) return
    clearTimeout(timer)
    timer = setTimeout(() => void read(), gatherMs)
  })
  void read()
  return {
    close() {
      ignore()
      clearTimeout(timer)
      closed.abort()
    },
  }
}

async function readObject(
  transport: Transport,
  { path, describe }: WatchedObject,
  signal: AbortSignal,
): Promise<ObjectMessage> {
  const get = async (at: readonly string[]) =>
    redact(parseJson(await transport.read(at, signal, { accept: 'application/json' })))
  const object = await get(path)
  const metadata = isObject(object) && isObject(object['metadata']) ? object['metadata'] : {}
  return {
    type: 'object',
    uid: String(metadata['uid'] ?? ''),
    resourceVersion: String(metadata['resourceVersion'] ?? ''),
    detail: await describe(object, ifReadable(get)),
    yaml: dump(object, { lineWidth: -1, noRefs: true }),
  }
}

/** What only adds to a page must not take it away. */
const ifReadable =
  (get: ReadObject): ReadObject =>
  async (path) => {
    try {
      return await get(path)
    } catch (error) {
      const { kind } = typed(error)
      if (kind === 'absent' || kind === 'forbidden') return undefined
      throw error
    }
  }
