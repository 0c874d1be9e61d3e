import { compareLines, type LogLine, type LogMessage } from '@/lib/logs/log-message'
import type { LogQuestion } from '@/lib/logs/log-question'
import type { Transport } from '@/server/kube/transport'
import { type ContainerState, type LogEntry, readContainerLog } from './container-log'
import { createOutbox, type Outbox } from './outbox'

/** The pods whose logs are wanted, as they come and go. */
export interface LoggedPods {
  now(): readonly LoggedPod[]
  /** See ContainerLife. */
  stateOf(uid: string, container: string): ContainerState | undefined
  /** Called when any of this is different. */
  subscribe(listener: () => void): () => void
}

export interface LoggedPod {
  readonly uid: string
  readonly name: string
  /** In the order of the spec, init containers first. */
  readonly containers: readonly string[]
}

export interface LogStreamEnds {
  /** Whether the browser has taken what was sent before. */
  ready(): boolean
  send(messages: readonly LogMessage[]): void
  /** All was sent that was asked for, and nothing is followed. */
  finish(): void
}

export interface LogStream {
  /** What is to be sent may be sent: the browser takes more. */
  drain(): void
  close(): void
}

/** What may wait for a slow browser, bytes; beyond it the API server waits. */
const outboxLimit = 1024 * 1024
/** Lines gather for so long, ms, so that many containers' lines are sent in few messages and in order. */
const gatherMs = 40
/** Each is a connection to the API server and to a kubelet; beyond so many containers are left out, and that is told. */
const mostSources = 300

/** Reads the logs of all wanted containers side by side and sends them merged, as long as there is something to send to. */
export function openLogStream(
  transport: Transport,
  question: LogQuestion,
  pods: LoggedPods,
  ends: LogStreamEnds,
): LogStream {
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    timer ??= setTimeout(flush, gatherMs)
  }
  const outbox = createOutbox<LogMessage>(outboxLimit, soon)
  const sources = openSources(transport, question, pods, outbox, soon)

  function flush() {
    clearTimeout(timer)
    timer = undefined
    if (!outbox.isEmpty && ends.ready()) ends.send(inOrder(outbox.take()))
    if (!outbox.isEmpty || question.follow || sources.running() > 0) return
    ends.send([{ type: 'end' }])
    ends.finish()
  }
  return {
    drain: flush,
    close() {
      clearTimeout(timer)
      sources.close()
    },
  }
}

/** One reader for each container that is wanted, from when its pod is first seen. `onEnd` follows the end of each. */
function openSources(
  transport: Transport,
  question: LogQuestion,
  pods: LoggedPods,
  outbox: Outbox<LogMessage>,
  onEnd: () => void,
) {
  const closed = new AbortController()
  const known = new Set<string>()
  let running = 0
  /** Containers that are left out, as last told. */
  let told = 0

  async function read({ uid, name }: LoggedPod, container: string, source: number) {
    const named = { namespace: question.namespace, pod: name, container }
    const state = () => pods.stateOf(uid, container)
    const life = { state, changed: (signal: AbortSignal) => changed(pods, state, signal) }
    running += 1
    try {
      for await (const entry of readContainerLog(transport, named, question, life, closed.signal))
        await forward(outbox, entry, source, named)
    } catch (error) {
      const sentence = `Reading failed in an unexpected way (${String(error)}): please report this.`
      await forward(outbox, { type: 'state', state: 'refused', sentence }, source, named)
    } finally {
      running -= 1
      onEnd()
    }
  }
  function look() {
    let left = 0
    for (const pod of pods.now())
      for (const container of pod.containers) {
        const key = `${pod.uid}/${container}`
        const isWanted = question.containers.length === 0 || question.containers.includes(container)
        if (!isWanted || known.has(key)) continue
        if (known.size >= mostSources) left += 1
        else {
          known.add(key)
          void read(pod, container, known.size)
        }
      }
    if (left !== told) void outbox.put({ type: 'left', containers: left }, 50)
    told = left
  }
  const ignore = pods.subscribe(look)
  look()
  if (known.size === 0) void outbox.put({ type: 'none', sentence: nothingOf(question) }, 100)
  return {
    running: () => running,
    close() {
      ignore()
      closed.abort()
    },
  }
}

function nothingOf({ target, containers, follow }: LogQuestion): string {
  const whose = 'pods' in target ? `pod ${target.pods.join(', ')}` : `${target.kind} ${target.name}`
  const which = containers.length === 0 ? '' : ` with a container ${containers.join(' or ')}`
  return follow
    ? `There is no pod of ${whose}${which} now; its logs show as soon as there is one.`
    : `There is no pod of ${whose}${which}.`
}

async function forward(
  outbox: Outbox<LogMessage>,
  entry: LogEntry,
  source: number,
  { pod, container }: { readonly pod: string; readonly container: string },
): Promise<void> {
  switch (entry.type) {
    case 'state':
      return outbox.put({ ...entry, type: 'source', source, pod, container }, 100)
    case 'gap':
      return outbox.put({ ...entry, source }, 50)
    case 'lines': {
      const lines = entry.lines.map((line) => ({ ...line, source }))
      return outbox.put(
        { type: 'lines', lines },
        lines.reduce((size, { text }) => size + text.length + 60, 0),
      )
    }
  }
}

/** All lines of what gathered in one message, in the order of their instants; the other messages before them. */
function inOrder(messages: readonly LogMessage[]): readonly LogMessage[] {
  const lines: LogLine[] = []
  const others: LogMessage[] = []
  for (const message of messages) {
    if (message.type === 'lines') lines.push(...message.lines)
    else others.push(message)
  }
  return lines.length === 0 ? others : [...others, { type: 'lines', lines: lines.sort(compareLines) }]
}

/** Resolves when `read` gives something else than now, or the signal aborts. */
function changed(pods: LoggedPods, read: () => unknown, signal: AbortSignal): Promise<void> {
  const before = read()
  return new Promise((resolve) => {
    const done = () => {
      ignore()
      resolve()
    }
    const ignore = pods.subscribe(() => {
      if (read() !== before) done()
    })
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}
