import type { Selectable } from 'kysely'
import type { Database } from './database-handle'
import type { IdentityRecord } from './identity-records'
import type { SharedLinksTable } from './schema'

/** A link that somebody handed out, as it is kept: its code only as a hash. Instants in milliseconds since 1970. */
export interface SharedLinkRecord {
  readonly hash: string
  /** What its maker calls it. */
  readonly label: string
  readonly maker: string
  /** As whom its maker asks clusters: the link never shows more than these may read today. */
  readonly makerIdentities: readonly IdentityRecord[]
  readonly cluster: string
  readonly namespaces: readonly string[]
  readonly madeAt: number
  readonly endsAt: number
  readonly revokedAt: number | null
  readonly revokedBy: string | null
}

/** Every method rejects with a `DatabaseError` when the database can't be reached. */
export interface SharedLinkRecords {
  insert(record: SharedLinkRecord): Promise<void>
  /** Revoked and expired ones too: the caller judges. */
  findByHash(hash: string): Promise<SharedLinkRecord | undefined>
  /** Newest first. */
  listOf(maker: string): Promise<SharedLinkRecord[]>
  listAll(): Promise<SharedLinkRecord[]>
  /** False where there is no such link, or it was revoked before. */
  revoke(hash: string, by: string, at: number): Promise<boolean>
}

export function createSharedLinkRecords({ query, run }: Database): SharedLinkRecords {
  const ordered = () => query.selectFrom('shared_links').selectAll().orderBy('made_at', 'desc').orderBy('hash')
  return {
    async insert(record) {
      await run(() => query.insertInto('shared_links').values(rowOf(record)).execute())
    },
    async findByHash(hash) {
      const row = await run(() => ordered().where('hash', '=', hash).executeTakeFirst())
      return row && recordOf(row)
    },
    listOf: async (maker) => (await run(() => ordered().where('maker', '=', maker).execute())).map(recordOf),
    listAll: async () => (await run(() => ordered().execute())).map(recordOf),
    async revoke(hash, by, at) {
      const result = await run(() =>
        query
          .updateTable('shared_links')
          .set({ revoked_at: at, revoked_by: by })
          .where('hash', '=', hash)
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      )
      return result.numUpdatedRows > 0n
    },
  }
}

function rowOf(record: SharedLinkRecord): SharedLinksTable {
  return {
    hash: record.hash,
    label: record.label,
    maker: record.maker,
    maker_identities: JSON.stringify(record.makerIdentities),
    cluster: record.cluster,
    namespaces: JSON.stringify(record.namespaces),
    made_at: record.madeAt,
    ends_at: record.endsAt,
    revoked_at: record.revokedAt,
    revoked_by: record.revokedBy,
  }
}

function recordOf(row: Selectable<SharedLinksTable>): SharedLinkRecord {
  return {
    hash: row.hash,
    label: row.label,
    maker: row.maker,
    // Both lists were written by `rowOf` alone.
    makerIdentities: JSON.parse(row.maker_identities) as IdentityRecord[],
    cluster: row.cluster,
    namespaces: JSON.parse(row.namespaces) as string[],
    madeAt: row.made_at,
    endsAt: row.ends_at,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
  }
}
