import type { Kysely } from 'kysely'

/** What both engines hold. Instants are milliseconds since 1970; lists and maps are JSON in text. */
export interface Schema {
  readonly sessions: SessionsTable
  readonly shared_links: SharedLinksTable
  readonly audit_records: AuditRecordsTable
}

export interface SessionsTable {
  id_hash: string
  person: string
  provider: string
  subject: string | null
  provider_session: string | null
  identities: string
  began_at: number
  visited_at: number
  ends_at: number
  user_agent: string | null
  address: string | null
  revoked_at: number | null
}

export interface SharedLinksTable {
  hash: string
  label: string
  maker: string
  maker_identities: string
  cluster: string
  namespaces: string
  made_at: number
  ends_at: number
  revoked_at: number | null
  revoked_by: string | null
}

/** Only ever inserted into: triggers refuse everything else. */
export interface AuditRecordsTable {
  sequence: number
  at: number
  kind: string
  intent: number | null
  person: string
  groups: string
  provider: string | null
  through: string | null
  verb: string
  cluster: string | null
  resource: string | null
  namespace: string | null
  name: string | null
  uid: string | null
  outcome: string | null
  problem: string | null
  reason: string | null
  address: string | null
  request: string | null
  hash: string
}

export type Query = Kysely<Schema>
