import type { Problem } from '@/lib/live/freshness'
import type { LogMessage } from '@/lib/logs/log-message'
import type { LogQuestion } from '@/lib/logs/log-question'
import type { ObjectAddress } from '@/lib/objects/object-address'
import type { ObjectMessage } from '@/lib/objects/object-message'
import type { Viewer } from '@/server/access/door/viewer'
import type { Sink } from '@/server/live/channel'
import { openEventStream } from '@/server/live/event-stream'
import { approach } from './asking'
import type { Clusters } from './clusters'

export type StreamAnswer = { readonly stream: ReadableStream<Uint8Array> } | { readonly problem: Problem }

/** So often a stream says that it is alive, ms. */
export const beatMs = 5_000

export interface Reading {
  readonly viewer: Viewer
  /** How long to wait for what is being read for the first time, ms. */
  readonly ms: number
  /** Called once, when the stream has ended or was never begun. */
  readonly onEnd: () => void
}

/** Logs, read with the viewer's own rights, until the session ends or these are others. */
export async function openLogs(
  clusters: Clusters,
  cluster: string,
  question: LogQuestion,
  { viewer, ms, onEnd }: Reading,
): Promise<StreamAnswer> {
  const approached = approach(clusters, cluster, viewer)
  if ('problem' in approached) return refused(approached, onEnd)
  const { lease, actor } = approached
  await lease.value.rights.known(actor, ms)
  await lease.value.settled('pods', lease.value.rights.sightOf(actor), ms)
  const logs = lease.value.logs(question, actor)
  if ('problem' in logs) {
    lease.release()
    return refused(logs, onEnd)
  }
  let drain = () => {}
  const attach = (sink: Sink) => {
    const send = (messages: readonly LogMessage[]) => sink.write(`data: ${JSON.stringify(messages)}\n\n`)
    const stream = logs.open({ ready: () => sink.ready, send, finish: sink.close }, sink.cut)
    const beats = setInterval(() => sink.ready && send([{ type: 'beat' }]), beatMs).unref()
    drain = stream.drain
    return () => {
      clearInterval(beats)
      stream.close()
      lease.release()
      onEnd()
    }
  }
  return { stream: openEventStream({ attach, drained: () => drain() }, viewer.ended) }
}

/** One object as it changes, read as logs are. What a slow browser has not taken yet is only the newest. */
export async function openObject(
  clusters: Clusters,
  cluster: string,
  address: ObjectAddress,
  { viewer, ms, onEnd }: Reading,
): Promise<StreamAnswer> {
  const approached = approach(clusters, cluster, viewer)
  if ('problem' in approached) return refused(approached, onEnd)
  const { lease, actor } = approached
  await lease.value.rights.known(actor, ms)
  const object = lease.value.object(address, actor)
  if ('problem' in object) {
    lease.release()
    return refused(object, onEnd)
  }
  let waiting: ObjectMessage | undefined
  let drain = () => {}
  const attach = (sink: Sink) => {
    const write = (message: ObjectMessage) => sink.write(`data: ${JSON.stringify(message)}\n\n`)
    drain = () => {
      if (waiting === undefined || !sink.ready) return
      write(waiting)
      waiting = undefined
    }
    const send = (message: ObjectMessage) => {
      waiting = message
      drain()
    }
    const stream = object.open(send, sink.cut)
    const beats = setInterval(() => sink.ready && write({ type: 'beat' }), beatMs).unref()
    return () => {
      clearInterval(beats)
      stream.close()
      lease.release()
      onEnd()
    }
  }
  return { stream: openEventStream({ attach, drained: () => drain() }, viewer.ended) }
}

function refused(refusal: { readonly problem: Problem }, onEnd: () => void) {
  onEnd()
  return refusal
}
