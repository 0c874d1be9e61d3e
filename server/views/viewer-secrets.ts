import type { Problem } from '@/lib/live/freshness'
import type { SecretAddress } from '@/lib/objects/secret-address'
import type { RevealedValue, ShownSecret } from '@/lib/objects/shown-secret'
import type { Viewer } from '@/server/access/door/viewer'
import type { Actor } from '@/server/access/identity/actor'
import type { Ledger } from '@/server/audit/ledger'
import { typed } from '@/server/kube/reflector'
import type { Transport } from '@/server/kube/transport'
import { mayNotGet, problemOfSecret, revealValue } from '@/server/objects/reveal'
import { readSecret } from '@/server/objects/secret'
import { approach } from './asking'
import type { Clusters } from './clusters'

export interface AskedSecret {
  readonly cluster: string
  readonly secret: SecretAddress
  readonly viewer: Viewer
}

type Refused = { readonly problem: Problem }

/** A Secret without its values, read with the viewer's own rights. */
export function showSecret(clusters: Clusters, asked: AskedSecret): Promise<{ readonly shown: ShownSecret } | Refused> {
  return asViewer(clusters, asked, async (transport) => {
    try {
      return { shown: await readSecret(transport, asked.secret, asked.viewer.ended) }
    } catch (error) {
      return { problem: problemOfSecret(typed(error), asked.secret) }
    }
  })
}

export interface Revelation extends AskedSecret {
  readonly key: string
  readonly ledger: Pick<Ledger, 'intent' | 'outcome'>
  /** From where, as the record says it. */
  readonly address: string | undefined
}

/** One of its values, on record. */
export function revealSecret(
  clusters: Clusters,
  asked: Revelation,
): Promise<{ readonly revealed: RevealedValue } | Refused> {
  const { viewer, ledger, cluster, secret, key, address } = asked
  const { person, provider } = viewer
  return asViewer(clusters, asked, (transport, actor) => {
    const groups = actor.as === 'kubeconfig' ? [] : actor.identity.groups
    const who = { person, provider, groups, through: actor.as, address }
    return revealValue({ transport, ledger, who, cluster, secret, key, signal: viewer.ended })
  })
}

async function asViewer<T>(
  clusters: Clusters,
  { cluster, secret, viewer }: AskedSecret,
  act: (transport: Transport, actor: Actor) => Promise<T | Refused>,
): Promise<T | Refused> {
  const approached = approach(clusters, cluster, viewer)
  if ('problem' in approached) return approached
  const { lease, actor } = approached
  try {
    // What is shared is to be looked at without fear: no Secret comes by a link, whatever its maker may read.
    if (actor.readOnly === true) return { problem: mayNotGet(secret) }
    const way = lease.value.as(actor)
    if ('problem' in way) return way
    try {
      return await act(way.transport, actor)
    } finally {
      way.release()
    }
  } finally {
    lease.release()
  }
}
