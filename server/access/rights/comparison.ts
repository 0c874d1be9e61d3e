import { kinds } from '@/lib/kube/kinds/all'
import type { Attributes } from '@/lib/kube/rbac/attributes'
import type { Actor, Identity } from '@/server/access/identity/actor'
import { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'
import { reviewAccess } from './access-review'
import type { Transports } from './transports'

/** Somebody whose rights are compared. */
export interface Compared {
  readonly actor: Actor
  readonly identity: Identity
  /** What RBAC's objects say, as they stand. */
  allows(asked: Attributes): boolean
}

/** How RBAC and the API server differ: who may do, or may not do, what. */
export interface Difference {
  readonly user: string
  readonly asked: Attributes
  readonly isAllowed: boolean
}

const sampleSize = 12
/** A right that was just given or taken may not have come through the watch yet, ms. */
const secondThoughtMs = 3_000

/**
 * Compares a sample of what RBAC's objects say of somebody with what the API server says, by the reader's own right to ask
 * that of anyone, else by asking as them. Undefined where nothing differs, or nothing could be asked.
 */
export async function findDifference(
  { actor, identity, allows }: Compared,
  namespaces: readonly string[],
  reader: Transport,
  transports: Transports,
  signal: AbortSignal,
  random: () => number = Math.random,
): Promise<Difference | undefined> {
  const ask = async (asked: Attributes) => {
    try {
      return await reviewAccess(reader, asked, signal, identity)
    } catch (error) {
      if (!(error instanceof KubeError) || error.kind !== 'forbidden') throw error
      return askAs(actor, asked, transports, signal)
    }
  }
  try {
    for (const asked of sample(namespaces, random)) {
      if ((await ask(asked)) === allows(asked)) continue
      await new Promise((resolve) => setTimeout(resolve, secondThoughtMs))
      const isAllowed = await ask(asked)
      if (isAllowed !== allows(asked)) return { user: identity.user, asked, isAllowed }
    }
  } catch (error) {
    // A cluster that does not answer now is compared the next time.
    if (!(error instanceof KubeError)) throw error
  }
  return undefined
}

async function askAs(actor: Actor, asked: Attributes, transports: Transports, signal: AbortSignal): Promise<boolean> {
  const way = transports.acquire(actor)
  if ('problem' in way) throw new KubeError('credentials', way.problem)
  try {
    return await reviewAccess(way.transport, asked, signal)
  } finally {
    way.release()
  }
}

function* sample(namespaces: readonly string[], random: () => number): Generator<Attributes> {
  const all = Object.values(kinds)
  const any = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)]
  yield { verb: 'list', group: '', resource: 'pods', subresource: '', name: '', namespace: '' }
  for (let count = 1; count < sampleSize; count++) {
    const kind = any(all)
    if (kind === undefined) return
    const namespace = kind.namespaced && random() < 0.8 ? (any(namespaces) ?? '') : ''
    yield { verb: 'list', group: kind.group, resource: kind.resource, subresource: '', name: '', namespace }
  }
}
