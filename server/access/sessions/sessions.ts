import type { Principal, Provider } from '@/server/access/identity/principal'
import { fingerprint, isSecret, newSecret } from '@/server/access/identity/secret'
import type { SessionRecord, SessionRecords } from '@/server/database/session-records'
import { createLivingSessions, type Held, idOf, isExpired, type Limits, type Living } from './living-sessions'
import type { Session } from './session'

export interface Arrival {
  readonly principal: Principal
  readonly held?: Held
  /** Of OIDC: `sub` and `sid`. Of a link: its hash. */
  readonly subject?: string | undefined
  readonly providerSession?: string | undefined
  readonly userAgent: string | null
  readonly address: string | null
  /** Milliseconds since 1970; never later than the absolute limit. */
  readonly endsAt?: number | undefined
}

/** A session as its owner and administrators see it in the list. */
export interface ListedSession {
  readonly id: string
  readonly person: string
  readonly provider: Provider
  readonly user: string | null
  readonly beganAt: number
  readonly visitedAt: number
  readonly endsAt: number
  readonly userAgent: string | null
  readonly address: string | null
}

/** Sessions of browsers. What looks them up on record or writes rejects with a `DatabaseError`. */
export interface Sessions {
  /** Starts a session and gives the secret that belongs in the cookie; only its hash is kept. */
  begin(arrival: Arrival): Promise<string>
  /** The session with this secret, unless it has expired; asking is a visit. */
  find(secret: string): Session | undefined
  /** As `find`, also of sessions that began before this process did. */
  recall(secret: string): Promise<Session | undefined>
  /** Somebody else from now on; what is open for the session as it was ends. */
  change(id: string, principal: Principal): void
  hold(id: string, held: Held): void
  /** Ends it here at once, then on record. */
  end(id: string): Promise<void>
  list(): Promise<readonly ListedSession[]>
  /** The ids of a way in's sessions with this `providerSession`, or where none is given with this `subject`. */
  idsOf(provider: Provider, meant: Pick<Arrival, 'subject' | 'providerSession'>): Promise<readonly string[]>
  /** Those of a way in that are in memory. */
  living(provider: Provider): readonly Living[]
  /** Ends what has expired or was ended by another process, and writes down visits. */
  sweep(): Promise<void>
}

const hour = 3_600_000
export const sessionLimits: Limits = { idle: 12 * hour, absolute: 7 * 24 * hour, most: 10_000 }

export interface SessionsOptions {
  readonly now: () => number
  readonly records: SessionRecords
  readonly isAdministrator: (principal: Principal) => boolean
  /** Who a kept session is of today; undefined when it is of nobody any more. */
  readonly revive: (record: SessionRecord) => Promise<Principal | undefined>
  readonly limits?: Limits
}

export function createSessions(options: SessionsOptions): Sessions {
  const { now, records, isAdministrator, limits = sessionLimits } = options
  const living = createLivingSessions(now, limits, isAdministrator)
  const ending = createEnding(living.drop, records, now)
  const recall = createRecall(options, living, ending.has)
  const isKept = (record: SessionRecord) => record.revokedAt === null && !ending.has(record.idHash)

  return {
    async begin(arrival) {
      const secret = newSecret()
      const record = recordOf(arrival, fingerprint(secret), now(), limits)
      await records.insert(record)
      living.put(record, arrival.principal, arrival.held ?? {})
      const all = living.all()
      if (all.length > limits.most && all[0] !== undefined) await ending.end(all[0].record.idHash)
      return secret
    },
    find: (secret) => (isSecret(secret) ? living.visit(fingerprint(secret)) : undefined),
    recall: async (secret) => (isSecret(secret) ? recall(fingerprint(secret)) : undefined),
    change(id, principal) {
      const entry = living.get(living.hashOf(id) ?? '')
      if (entry !== undefined) living.put({ ...entry.record, visitedAt: entry.visitedAt }, principal, entry.held)
    },
    hold(id, held) {
      const entry = living.get(living.hashOf(id) ?? '')
      if (entry !== undefined) entry.held = held
    },
    async end(id) {
      const idHash = living.hashOf(id) ?? (await records.listAll()).find((it) => idOf(it.idHash) === id)?.idHash
      if (idHash !== undefined) await ending.end(idHash)
    },
    async list() {
      const all = (await records.listAll()).filter(isKept)
      return all
        .map((record) => ({ ...record, visitedAt: living.get(record.idHash)?.visitedAt ?? record.visitedAt }))
        .filter((it) => !isExpired(it, now(), limits) && (it.provider !== 'token' || living.has(it.idHash)))
        .map(listed)
    },
    async idsOf(provider, { subject, providerSession }) {
      const all = (await records.listAll()).filter((it) => it.provider === provider && isKept(it))
      const isMeant = (it: SessionRecord) =>
        providerSession === undefined ? it.subject === subject : it.providerSession === providerSession
      return all.filter(isMeant).map(({ idHash }) => idOf(idHash))
    },
    living: (provider) => living.all().filter(({ session }) => session.provider === provider),
    async sweep() {
      living.dropExpired()
      const since = now()
      await ending.retry()
      await records.touch(new Map(living.all().map(({ record, visitedAt }) => [record.idHash, visitedAt])))
      const kept = new Set((await records.listAll()).filter(isKept).map(({ idHash }) => idHash))
      for (const { record } of living.all())
        if (record.beganAt < since && !kept.has(record.idHash)) living.drop(record.idHash)
      await records.deleteExpired(now(), now() - limits.idle)
    },
  }
}

/** What ended here and is not on record yet is tried again: it must not come back with the next start. */
function createEnding(drop: (idHash: string) => void, records: SessionRecords, now: () => number) {
  const over = new Map<string, 'to write' | 'written'>()
  async function end(idHash: string) {
    over.set(idHash, 'to write')
    drop(idHash)
    await records.revoke(idHash, now())
    over.set(idHash, 'written')
  }
  return {
    end,
    has: (idHash: string) => over.has(idHash),
    async retry() {
      for (const [idHash, state] of over) {
        if (state === 'to write') await end(idHash)
        else over.delete(idHash)
      }
    },
  }
}

/** Finds a session in memory, else on record; two requests that ask at once get the same one. */
function createRecall(
  { now, records, revive, limits = sessionLimits }: SessionsOptions,
  living: ReturnType<typeof createLivingSessions>,
  isEnding: (idHash: string) => boolean,
) {
  const reading = new Map<string, Promise<void>>()

  async function read(idHash: string) {
    const record = await records.findByHash(idHash)
    if (record === undefined || record.revokedAt !== null || isExpired(record, now(), limits)) return
    const principal = await revive(record)
    if (principal !== undefined && !isEnding(idHash)) living.put(record, principal, {})
  }

  return async (idHash: string): Promise<Session | undefined> => {
    if (!living.has(idHash) && !isEnding(idHash)) {
      const ongoing = reading.get(idHash) ?? read(idHash).finally(() => reading.delete(idHash))
      reading.set(idHash, ongoing)
      await ongoing
    }
    return living.visit(idHash)
  }
}

function recordOf(arrival: Arrival, idHash: string, now: number, limits: Limits): SessionRecord {
  const { principal, subject, providerSession, userAgent, address, endsAt } = arrival
  const { person, provider, identity, cluster } = principal
  const absolute = now + limits.absolute
  return {
    idHash,
    person,
    provider,
    subject: subject ?? null,
    providerSession: providerSession ?? null,
    identities: identity === null ? [] : [{ cluster, ...identity }],
    beganAt: now,
    visitedAt: now,
    endsAt: Math.min(absolute, endsAt ?? absolute),
    userAgent: userAgent?.slice(0, 300) ?? null,
    address,
    revokedAt: null,
  }
}

function listed(record: SessionRecord): ListedSession {
  const { idHash, person, identities, beganAt, visitedAt, endsAt, userAgent, address } = record
  // Written by `recordOf` alone.
  const provider = record.provider as Provider
  const user = identities[0]?.user ?? null
  return { id: idOf(idHash), person, provider, user, beganAt, visitedAt, endsAt, userAgent, address }
}
