import type { Watcher, Watchers } from '@/demo/api/watchers'
import type { Clock } from '@/demo/clock'
import type { Admission } from '@/demo/controllers/admission'
import type { Store } from '@/demo/store/store'
import { qualifiedName, type ResourceType } from '@/demo/store/types'
import { createPassage } from './passage'
import type { FaultRequest } from './request'
import { webhookRefusal } from './webhook'

interface ActiveFault extends FaultRequest {
  /** Milliseconds since 1970 in the cluster's time; null: until healed. */
  readonly until: number | null
}

interface Begun {
  /** In the milliseconds that the clock was advanced; undefined: when healed. */
  readonly end: number | undefined
  readonly cancel: () => void
}

export interface Faults {
  active(): readonly ActiveFault[]
  /** `disconnect` cuts the API's connections. Gives the sentence that says why it can't be, when it can't. */
  start(request: FaultRequest, disconnect: () => void): string | undefined
  find(fault: FaultRequest['fault'], type: ResourceType | undefined): FaultRequest | undefined
  /** Resolves when requests get through: at once, or when the black hole heals. */
  passage(): Promise<void>
  /** Resolves when an answer about the type is late enough. */
  delay(type: ResourceType | undefined): Promise<void>
  /** A watch that has just been opened meets the faults of the moment. */
  meet(watcher: Watcher): void
}

interface Place {
  readonly store: Store
  readonly clock: Clock
  readonly admission: Admission
  readonly watchers: Watchers
}

export function createFaults({ store, clock, admission, watchers }: Place): Faults {
  const active = new Map<FaultRequest, Begun>()
  const passage = createPassage(clock)
  const concerning = (type: ResourceType | undefined) => [...active.keys()].filter((known) => concerns(known, type))
  const find: Faults['find'] = (fault, type) => concerning(type).find((known) => known.fault === fault)
  const meet = (watcher: Watcher) => {
    watcher.delay(find('delay', watcher.type)?.milliseconds ?? 0)
    if (find('blackhole', undefined) ?? find('stall', watcher.type)) watcher.hold()
    else watcher.release()
  }
  const settle = () => {
    watchers.each(undefined, meet)
    clock.skew((find('clock-skew', undefined)?.offset ?? 0) * 1000)
    passage.set(find('blackhole', undefined) === undefined)
  }
  const heal = (fault: FaultRequest) => {
    active.get(fault)?.cancel()
    active.delete(fault)
    settle()
  }
  const last = (request: FaultRequest) => {
    const { seconds, resource, fault } = request
    const delay = seconds === undefined ? undefined : seconds * 1000
    active.set(request, {
      end: delay === undefined ? undefined : clock.elapsed() + delay,
      cancel: delay === undefined ? () => {} : clock.after(delay, () => heal(request)),
    })
    // An open watch outlives a lost right; it is ended so that the fault shows at once.
    if (['forbid', 'fail', 'throttle'].includes(fault)) watchers.each(resource, (watcher) => watcher.end())
    settle()
  }
  admission.webhooks.push((type, { metadata: { namespace } }) => {
    const asked = concerning(type).find(
      (known) => known.fault === 'webhook' && [undefined, namespace].includes(known.namespace),
    )
    return asked && webhookRefusal(asked)
  })
  const atOnce: AtOnce = {
    heal: () => [...active.keys()].forEach(heal),
    drop: ({ resource }) => watchers.reset(resource),
    ...createRestarts(store, watchers),
  }
  return {
    active: () =>
      [...active].map(([request, { end }]) => ({
        ...request,
        until: end === undefined ? null : clock.now() + end - clock.elapsed(),
      })),
    start: (request, disconnect) => (atOnce[request.fault] ?? last)(request, disconnect) ?? undefined,
    find,
    passage: passage.free,
    delay: (type) => passage.wait(find('delay', type)?.milliseconds ?? 0),
    meet,
  }
}

const concerns = ({ resource }: FaultRequest, type: ResourceType | undefined) =>
  resource === undefined || (type !== undefined && qualifiedName(type) === resource)

type AtOnce = Readonly<Record<string, (request: FaultRequest, disconnect: () => void) => string | void>>

/** What becomes of the versions when etcd is compacted, the API server starts anew, or a backup is restored. */
function createRestarts(store: Store, watchers: Watchers): AtOnce {
  let restore: (() => void) | undefined
  const restart = (disconnect: () => void) => {
    watchers.each(undefined, (watcher) => watcher.stop())
    disconnect()
    store.forgetChanges()
  }
  return {
    expire: () => store.compact(),
    restart: (_, disconnect) => restart(disconnect),
    remember() {
      restore = store.remember()
    },
    rollback(_, disconnect) {
      if (restore === undefined) return 'Nothing is remembered yet: send {"fault":"remember"} first.'
      restart(disconnect)
      restore()
    },
  }
}
