import type { Identity } from '@/server/access/identity/actor'
import { identityFor } from '@/server/access/identity/impersonation'
import { localPrincipal, type Principal } from '@/server/access/identity/principal'
import { fingerprint, isSecret, newSecret } from '@/server/access/identity/secret'
import { idOf } from '@/server/access/sessions/living-sessions'
import type { Config } from '@/server/config'
import type { SharedLinkRecord, SharedLinkRecords } from '@/server/database/shared-link-records'

/** A link as its maker and administrators see it in the list: never with its code. */
export interface ListedLink {
  readonly id: string
  readonly label: string
  readonly maker: string
  /** As whom its maker asks clusters; null for the kubeconfig itself. */
  readonly user: string | null
  readonly cluster: string
  readonly namespaces: readonly string[]
  readonly madeAt: number
  readonly endsAt: number
}

export interface LinkWanted {
  readonly label: string
  readonly cluster: string
  readonly namespaces: readonly string[]
  readonly endsAt: number
}

/** Views that people hand out: what a maker may read in some namespaces of a cluster, until it ends. Rejects with a `DatabaseError`. */
export interface SharedLinks {
  /** The code is given once; only its hash is kept. */
  make(maker: { readonly person: string; readonly identity: Identity | null }, wanted: LinkWanted): Promise<string>
  /** What a code opens, as long as it is good. */
  find(code: string): Promise<{ readonly record: SharedLinkRecord; readonly principal: Principal } | undefined>
  /** Who comes in by the link with this hash; undefined once it has ended. */
  principalOf(hash: string): Promise<Principal | undefined>
  list(): Promise<readonly ListedLink[]>
  /** The hash of the link that a list calls so. */
  hashOf(id: string): Promise<string | undefined>
  revoke(hash: string, by: string): Promise<boolean>
}

export const longestLink = 7 * 24 * 3_600_000

export interface SharedLinksOptions {
  readonly records: SharedLinkRecords
  readonly config: Pick<Config, 'people' | 'deputyGroups'>
  readonly now: () => number
}

export function createSharedLinks({ records, config, now }: SharedLinksOptions): SharedLinks {
  const isGood = ({ revokedAt, endsAt }: SharedLinkRecord) => revokedAt === null && now() < endsAt

  async function open(hash: string) {
    const record = await records.findByHash(hash)
    if (record === undefined || !isGood(record)) return undefined
    const principal = visitorOf(record, config)
    return principal && { record, principal }
  }

  return {
    async make({ person, identity }, { label, cluster, namespaces, endsAt }) {
      const code = newSecret()
      await records.insert({
        hash: fingerprint(code),
        label,
        maker: person,
        makerIdentities: identity === null ? [] : [{ cluster: null, ...identity }],
        cluster,
        namespaces,
        madeAt: now(),
        endsAt: Math.min(endsAt, now() + longestLink),
        revokedAt: null,
        revokedBy: null,
      })
      return code
    },
    find: async (code) => (isSecret(code) ? open(fingerprint(code)) : undefined),
    principalOf: async (hash) => (await open(hash))?.principal,
    list: async () => (await records.listAll()).filter(isGood).map(listed),
    hashOf: async (id) => (await records.listAll()).find(({ hash }) => idOf(hash) === id)?.hash,
    revoke: (hash, by) => records.revoke(hash, by, now()),
  }
}

/** Never more than its maker today: one whom the configuration no longer has, or has as another, opens nothing. */
function visitorOf(
  { maker, label, makerIdentities, cluster, namespaces }: SharedLinkRecord,
  { people, deputyGroups }: Pick<Config, 'people' | 'deputyGroups'>,
): Principal | undefined {
  const visitor = { person: `link “${label}” of ${maker}`, provider: 'link' as const, cluster, namespaces }
  const [kept] = makerIdentities
  if (kept === undefined)
    return localPrincipal({ people }, maker)?.identity === null ? { ...visitor, identity: null } : undefined
  const own = people.find(({ identity }) => identity?.user === kept.user)?.identity?.groups ?? []
  const identity = identityFor(kept.user, kept.groups, [...deputyGroups, ...own])
  return identity && { ...visitor, identity }
}

function listed(record: SharedLinkRecord): ListedLink {
  const { hash, label, maker, makerIdentities, cluster, namespaces, madeAt, endsAt } = record
  const user = makerIdentities[0]?.user ?? null
  return { id: idOf(hash), label, maker, user, cluster, namespaces, madeAt, endsAt }
}
