import type { Problem } from '@/lib/live/freshness'
import type { Answer, ClusterState, Message } from '@/lib/live/message'
import { type Asking, parseSelectionPath } from '@/lib/live/selection-path'
import type { LogMessage } from '@/lib/logs/log-message'
import type { LogQuestion } from '@/lib/logs/log-question'
import type { ObjectAddress } from '@/lib/objects/object-address'
import type { ObjectMessage } from '@/lib/objects/object-message'
import { door } from '@/server/access/door'
import { onStop } from '@/server/access/stopping'
import { sightOf, type Viewer } from '@/server/access/viewer'
import { readContexts } from '@/server/kube/contexts'
import type { Sink } from '@/server/live/channel'
import { type Channels, createChannels } from '@/server/live/channels'
import { openEventStream } from '@/server/live/event-stream'
import { createFrame, type Frame } from '@/server/live/frame'
import { type Clusters, createClusters } from '@/server/views/clusters'

/** The whole server behind the routes, wired together once per process. */
export interface Runtime {
  readonly clusters: Clusters
  readonly channels: Pick<Channels<Viewer>, 'declare'>
  /** Why there are no clusters, or fewer than there should be. */
  readonly problem: Problem | null
  /** A question once; waits up to `ms` for a view that is being read for the first time. */
  ask(asking: Asking, viewer: Viewer, ms: number): Promise<{ readonly answer: Answer } | { readonly problem: Problem }>
  /** The stream of a browser's channel until the session ends; undefined when the channel is another viewer's. */
  stream(channel: string, viewer: Viewer, lastSeen: string | null): ReadableStream<Uint8Array> | undefined
  /** A stream of log messages until the session ends; waits up to `ms` for a cluster's pods to be known. */
  logs(cluster: string, question: LogQuestion, viewer: Viewer, ms: number): Promise<StreamAnswer>
  /** One object as it changes, read with the viewer's rights, until the session ends. */
  object(cluster: string, address: ObjectAddress, viewer: Viewer): StreamAnswer
  close(): void
}

type StreamAnswer = { readonly stream: ReadableStream<Uint8Array> } | { readonly problem: Problem }

declare global {
  var quarterdeckRuntime: Runtime | undefined
}

/** Next loads modules several times over, so what is shared lives on globalThis. */
export function runtime(): Runtime {
  globalThis.quarterdeckRuntime ??= openRuntime()
  return globalThis.quarterdeckRuntime
}

const beatMs = 5_000
/** A stream that is open is a visit, so often. */
const visitMs = 60_000

function openRuntime(): Runtime {
  const { config } = door()
  const contexts = readContexts({ kubeconfig: config.kubeconfig, env: process.env })
  const frame = createFrame()
  let named = 0
  const clusters = createClusters(contexts, frame, () => `s${++named}`)
  const channels = createChannels<Viewer>(
    (path, viewer) => {
      const parsed = parseSelectionPath(path)
      return 'problem' in parsed ? parsed : acquire(clusters, parsed.value, viewer)
    },
    () => [beat(), { type: 'clusters', clusters: clusters.states() }],
    frame,
  )
  const ending = clusters.subscribe(announceClusters(clusters, channels))
  const beats = setInterval(() => channels.tellAll(beat()), beatMs).unref()
  for (const name of config.open) clusters.acquire(name)

  const opened: Runtime = {
    clusters,
    channels,
    problem: contexts.problem ?? null,
    ask: (asking, viewer, ms) => ask({ clusters, frame }, asking, viewer, ms),
    stream(channel, viewer, lastSeen) {
      if (!channels.mayAttach(channel, viewer)) return undefined
      const visits = setInterval(viewer.visit, visitMs).unref()
      const stopWatching = clusters.watchAll()
      const attach = (sink: Sink) => {
        const detach = channels.attach(channel, viewer, sink, lastSeen)
        return () => {
          clearInterval(visits)
          stopWatching()
          detach()
        }
      }
      return openEventStream({ attach, drained: () => channels.drained(channel) }, viewer.ended)
    },
    logs: (cluster, question, viewer, ms) => openLogs(clusters, cluster, question, viewer, ms),
    object: (cluster, address, viewer) => openObject(clusters, cluster, address, viewer),
    close() {
      clearInterval(beats)
      ending()
      channels.close()
      clusters.close()
      frame.close()
    },
  }
  onStop(opened.close)
  return opened
}

const beat = (): Message => ({ type: 'beat', now: Date.now() })

/** Freshness changes often; the clusters' own states do not. */
function announceClusters(clusters: Clusters, channels: Channels<Viewer>) {
  let told: readonly ClusterState[] = []
  return () => {
    const states = clusters.states()
    if (JSON.stringify(states) === JSON.stringify(told)) return
    told = states
    channels.tellAll({ type: 'clusters', clusters: states })
  }
}

/** The selection behind what a viewer asks; releasing it lets go of the cluster too. */
function acquire(clusters: Clusters, { cluster, view, question }: Asking, viewer: Viewer) {
  const opened = clusters.acquire(cluster)
  if ('problem' in opened) return opened
  const selection = opened.lease.value.selections.acquire(view, question, sightOf(viewer, cluster))
  return {
    cluster: opened.lease.value,
    lease: {
      value: selection.value,
      release() {
        selection.release()
        opened.lease.release()
      },
    },
  }
}

async function ask(
  { clusters, frame }: { readonly clusters: Clusters; readonly frame: Frame },
  asking: Asking,
  viewer: Viewer,
  ms: number,
) {
  const acquired = acquire(clusters, asking, viewer)
  if ('problem' in acquired) return acquired
  try {
    await acquired.cluster.settled(asking.view, ms)
    await frame.idle()
    const { total, matched, facets, freshness, rows } = acquired.lease.value.snapshot()
    return { answer: { total, matched, facets, rows, freshness } }
  } finally {
    acquired.lease.release()
  }
}

/** Read with the viewer's own rights: until viewers have some of their own, those of the kubeconfig that they came in with. */
async function openLogs(
  clusters: Clusters,
  cluster: string,
  question: LogQuestion,
  viewer: Viewer,
  ms: number,
): Promise<StreamAnswer> {
  const opened = clusters.acquire(cluster)
  if ('problem' in opened) return opened
  const { lease } = opened
  await lease.value.settled('pods', ms)
  let drain = () => {}
  const attach = (sink: Sink) => {
    const send = (messages: readonly LogMessage[]) => sink.write(`data: ${JSON.stringify(messages)}\n\n`)
    const stream = lease.value.openLogs(question, { ready: () => sink.ready, send, finish: sink.close })
    const beats = setInterval(() => sink.ready && send([{ type: 'beat' }]), beatMs).unref()
    drain = stream.drain
    return () => {
      clearInterval(beats)
      stream.close()
      lease.release()
    }
  }
  return { stream: openEventStream({ attach, drained: () => drain() }, viewer.ended) }
}

/** Read with the viewer's own rights, as logs are. What a slow browser has not taken yet is only the newest. */
function openObject(clusters: Clusters, cluster: string, address: ObjectAddress, viewer: Viewer): StreamAnswer {
  const opened = clusters.acquire(cluster)
  if ('problem' in opened) return opened
  const { lease } = opened
  let waiting: ObjectMessage | undefined
  let drain = () => {}
  const attach = (sink: Sink) => {
    const write = (message: ObjectMessage) => sink.write(`data: ${JSON.stringify(message)}\n\n`)
    drain = () => {
      if (waiting === undefined || !sink.ready) return
      write(waiting)
      waiting = undefined
    }
    const stream = lease.value.openObject(address, (message) => {
      waiting = message
      drain()
    })
    const beats = setInterval(() => sink.ready && write({ type: 'beat' }), beatMs).unref()
    return () => {
      clearInterval(beats)
      stream.close()
      lease.release()
    }
  }
  return { stream: openEventStream({ attach, drained: () => drain() }, viewer.ended) }
}
