import type { Problem } from '@/lib/live/freshness'
import type { Answer, ClusterState, Message } from '@/lib/live/message'
import { type Asking, parseSelectionPath } from '@/lib/live/selection-path'
import type { LogQuestion } from '@/lib/logs/log-question'
import type { ObjectAddress } from '@/lib/objects/object-address'
import type { RevealedValue, ShownSecret } from '@/lib/objects/shown-secret'
import { door } from '@/server/access/door/door'
import { onStop } from '@/server/access/door/stopping'
import type { Viewer } from '@/server/access/door/viewer'
import type { Config } from '@/server/config'
import { type Context, type Contexts, readContexts } from '@/server/kube/contexts'
import type { Sink } from '@/server/live/channel'
import { type Channels, createChannels } from '@/server/live/channels'
import { openEventStream } from '@/server/live/event-stream'
import { createFrame } from '@/server/live/frame'
import { acquire, ask, isTheirs } from '@/server/views/asking'
import { type Clusters, createClusters } from '@/server/views/clusters'
import { type AskedSecret, type Revelation, revealSecret, showSecret } from '@/server/views/viewer-secrets'
import { beatMs, openLogs, openObject, type StreamAnswer } from '@/server/views/viewer-streams'

/** The whole server behind the routes, wired together once per process. */
export interface Runtime {
  /** Those in which a viewer has business. */
  clustersOf(viewer: Viewer): readonly ClusterState[]
  readonly channels: Pick<Channels<Viewer>, 'declare'>
  /** Why there are no clusters, or fewer than there should be. */
  readonly problem: Problem | null
  /** A question once; waits up to `ms` for a view that is being read for the first time. */
  ask(asking: Asking, viewer: Viewer, ms: number): Promise<{ readonly answer: Answer } | { readonly problem: Problem }>
  /** The stream of a browser's channel until the session ends; `unknown-channel` when the channel is another viewer's. */
  stream(channel: string, viewer: Viewer, lastSeen: string | null): StreamAnswer
  /** A stream of log messages until the session ends; waits up to `ms` for a cluster's pods to be known. */
  logs(cluster: string, question: LogQuestion, viewer: Viewer, ms: number): Promise<StreamAnswer>
  /** One object as it changes, read with the viewer's rights, until the session ends. */
  object(cluster: string, address: ObjectAddress, viewer: Viewer, ms: number): Promise<StreamAnswer>
  /** A Secret without its values, read with the viewer's rights. */
  secret(asked: AskedSecret): Promise<{ readonly shown: ShownSecret } | { readonly problem: Problem }>
  /** One of its values; on record before it is read. */
  reveal(asked: Revelation): Promise<{ readonly revealed: RevealedValue } | { readonly problem: Problem }>
  close(): void
}

declare global {
  var quarterdeckRuntime: Runtime | undefined
}

/** Next loads modules several times over, so what is shared lives on globalThis. */
export function runtime(): Runtime {
  globalThis.quarterdeckRuntime ??= openRuntime()
  return globalThis.quarterdeckRuntime
}

/** A stream that is open is a visit, so often. */
const visitMs = 60_000

function openRuntime(): Runtime {
  const { config, limits } = door()
  const contexts = readContexts({ kubeconfig: config.kubeconfig, env: process.env })
  const frame = createFrame()
  let named = 0
  const clusters = createClusters(contexts, {
    frame,
    nextId: () => `s${++named}`,
    deputies: deputiesOf(config.deputy, contexts),
    namespaces: config.namespaces,
    onRights: () => channels.renew(),
  })
  const statesOf = (viewer: Viewer) => clusters.states(isTheirs(viewer))
  const greet = (viewer: Viewer): readonly Message[] => [beat(), { type: 'clusters', clusters: statesOf(viewer) }]
  const channels = createChannels<Viewer>(acquireByPath(clusters), greet, frame)
  const ending = clusters.subscribe(announceClusters(clusters, channels))
  const beats = setInterval(() => channels.tellAll(beat), beatMs).unref()
  for (const name of config.open) clusters.acquire(name)

  const opened: Runtime = {
    clustersOf: statesOf,
    channels,
    problem: contexts.problem ?? null,
    ask: (asking, viewer, ms) => ask({ clusters, frame }, asking, viewer, ms),
    stream(channel, viewer, lastSeen) {
      if (!channels.mayAttach(channel, viewer)) return { problem: anothers }
      const leave = limits.openStream(viewer.person)
      if (leave === undefined) return { problem: tooMany }
      const visits = setInterval(viewer.visit, visitMs).unref()
      const stopWatching = clusters.watchAll()
      const attach = (sink: Sink) => {
        const detach = channels.attach(channel, viewer, sink, lastSeen)
        return () => {
          for (const end of [leave, stopWatching, detach]) end()
          clearInterval(visits)
        }
      }
      return { stream: openEventStream({ attach, drained: () => channels.drained(channel) }, viewer.ended) }
    },
    async logs(cluster, question, viewer, ms) {
      const onEnd = limits.openStream(viewer.person)
      return onEnd === undefined ? { problem: tooMany } : openLogs(clusters, cluster, question, { viewer, ms, onEnd })
    },
    async object(cluster, address, viewer, ms) {
      const onEnd = limits.openStream(viewer.person)
      return onEnd === undefined ? { problem: tooMany } : openObject(clusters, cluster, address, { viewer, ms, onEnd })
    },
    secret: (asked) => showSecret(clusters, asked),
    reveal: (asked) => revealSecret(clusters, asked),
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

const acquireByPath = (clusters: Clusters) => (path: string, viewer: Viewer) => {
  const parsed = parseSelectionPath(path)
  return 'problem' in parsed ? parsed : acquire(clusters, parsed.value, viewer)
}

/** Who impersonates viewers: an identity of its own, else the one that reads, if the operator says so. */
function deputiesOf(deputy: Config['deputy'], own: Contexts): readonly Context[] {
  if (deputy === undefined) return []
  if (deputy === 'kubeconfig') return own.contexts
  return readContexts({ kubeconfig: deputy.kubeconfig, env: process.env }).contexts
}

const anothers: Problem = {
  code: 'unknown-channel',
  sentence: 'This channel is not yours: choose a new id.',
  detail: null,
}

const tooMany: Problem = {
  code: 'too-many-streams',
  sentence: 'You have too many streams open at once: close some pages, or wait a moment.',
  detail: null,
}

const beat = (): Message => ({ type: 'beat', now: Date.now() })

/** Freshness changes often; the clusters' own states do not. */
function announceClusters(clusters: Clusters, channels: Channels<Viewer>) {
  let told: readonly ClusterState[] = []
  return () => {
    const states = clusters.states()
    if (JSON.stringify(states) === JSON.stringify(told)) return
    told = states
    channels.tellAll((viewer) => ({ type: 'clusters', clusters: clusters.states(isTheirs(viewer)) }))
  }
}
