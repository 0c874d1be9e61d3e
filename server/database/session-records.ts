import type { Selectable } from 'kysely'
import type { Database } from './database-handle'
import type { IdentityRecord } from './identity-records'
import type { SessionsTable } from './schema'

/** A session as it is kept; instants in milliseconds since 1970. The id itself and every token stay out. */
export interface SessionRecord {
  readonly idHash: string
  readonly person: string
  /** How they signed in: `local`, `token`, `oidc`, `proxy`, `link`. */
  readonly provider: string
  /** Of OIDC: `sub` and `sid`, which a back-channel logout names. */
  readonly subject: string | null
  readonly providerSession: string | null
  readonly identities: readonly IdentityRecord[]
  readonly beganAt: number
  readonly visitedAt: number
  /** The absolute limit; the idle one is the caller's to know. */
  readonly endsAt: number
  readonly userAgent: string | null
  readonly address: string | null
  readonly revokedAt: number | null
}

/** Every method rejects with a `DatabaseError` when the database can't be reached. */
export interface SessionRecords {
  insert(record: SessionRecord): Promise<void>
  /** Revoked and expired ones too: the caller judges. */
  findByHash(idHash: string): Promise<SessionRecord | undefined>
  /** Notes visits, instant by hash, in one transaction; an older instant never replaces a newer one. */
  touch(visits: ReadonlyMap<string, number>): Promise<void>
  /** Newest visit first. */
  listOf(person: string): Promise<SessionRecord[]>
  listAll(): Promise<SessionRecord[]>
  /** False where there is no such session, or it was revoked before. */
  revoke(idHash: string, at: number): Promise<boolean>
  /** Forgets what is past its end, was revoked before `now`, or was last visited at `idleSince` or earlier. */
  deleteExpired(now: number, idleSince: number): Promise<number>
}

export function createSessionRecords(database: Database): SessionRecords {
  const { query, run } = database
  const ordered = () => query.selectFrom('sessions').selectAll().orderBy('visited_at', 'desc').orderBy('id_hash')
  return {
    async insert(record) {
      await run(() => query.insertInto('sessions').values(rowOf(record)).execute())
    },
    async findByHash(idHash) {
      const row = await run(() =>
        query.selectFrom('sessions').selectAll().where('id_hash', '=', idHash).executeTakeFirst(),
      )
      return row && recordOf(row)
    },
    async touch(visits) {
      if (visits.size === 0) return
      await run(() =>
        query.transaction().execute(async (within) => {
          for (const [idHash, at] of visits)
            await within
              .updateTable('sessions')
              .set({ visited_at: at })
              .where('id_hash', '=', idHash)
              .where('visited_at', '<', at)
              .execute()
        }),
      )
    },
    listOf: async (person) => (await run(() => ordered().where('person', '=', person).execute())).map(recordOf),
    listAll: async () => (await run(() => ordered().execute())).map(recordOf),
    async revoke(idHash, at) {
      const result = await run(() =>
        query
          .updateTable('sessions')
          .set({ revoked_at: at })
          .where('id_hash', '=', idHash)
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      )
      return result.numUpdatedRows > 0n
    },
    async deleteExpired(now, idleSince) {
      const result = await run(() =>
        query
          .deleteFrom('sessions')
          .where((row) =>
            row.or([row('ends_at', '<=', now), row('revoked_at', '<', now), row('visited_at', '<=', idleSince)]),
          )
          .executeTakeFirst(),
      )
      return Number(result.numDeletedRows)
    },
  }
}

function rowOf(record: SessionRecord): SessionsTable {
  return {
    id_hash: record.idHash,
    person: record.person,
    provider: record.provider,
    subject: record.subject,
    provider_session: record.providerSession,
    identities: JSON.stringify(record.identities),
    began_at: record.beganAt,
    visited_at: record.visitedAt,
    ends_at: record.endsAt,
    user_agent: record.userAgent,
    address: record.address,
    revoked_at: record.revokedAt,
  }
}

function recordOf(row: Selectable<SessionsTable>): SessionRecord {
  return {
    idHash: row.id_hash,
    person: row.person,
    provider: row.provider,
    subject: row.subject,
    providerSession: row.provider_session,
    // Written by `rowOf` alone.
    identities: JSON.parse(row.identities) as IdentityRecord[],
    beganAt: row.began_at,
    visitedAt: row.visited_at,
    endsAt: row.ends_at,
    userAgent: row.user_agent,
    address: row.address,
    revokedAt: row.revoked_at,
  }
}
