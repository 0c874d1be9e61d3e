import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { AuditRecord, Outcome, RecordKind, Through } from '@/lib/audit/audit-record'
import { canonicalRecord } from '@/lib/audit/canonical'
import type { AuditRecordsTable } from '@/server/database/schema'

/** What the first record's hash covers in place of an earlier one. */
export const genesis = '0'.repeat(64)

/** SHA-256, in hexadecimal, over the hash before, a line break and the record. */
export function hashOf(previous: string, record: AuditRecord): string {
  return createHash('sha256')
    .update(`${previous}\n${canonicalRecord(record)}`)
    .digest('hex')
}

export type AuditRow = Selectable<AuditRecordsTable>

export function rowOf({ groups, ...record }: AuditRecord, hash: string): AuditRow {
  return { ...record, groups: JSON.stringify(groups), hash }
}

/** Kinds and outcomes are what this program wrote; where somebody else did, the hash tells. */
export function recordOf(row: AuditRow): AuditRecord {
  return {
    sequence: row.sequence,
    at: row.at,
    kind: row.kind as RecordKind,
    intent: row.intent,
    person: row.person,
    groups: groupsIn(row.groups),
    provider: row.provider,
    through: row.through as Through | null,
    verb: row.verb,
    cluster: row.cluster,
    resource: row.resource,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    outcome: row.outcome as Outcome | null,
    problem: row.problem,
    reason: row.reason,
    address: row.address,
    request: row.request,
  }
}

/** A record that somebody changed by hand must still be readable, for `audit:verify` to name it. */
function groupsIn(text: string): string[] {
  try {
    const groups: unknown = JSON.parse(text)
    return Array.isArray(groups) ? groups.map(String) : [text]
  } catch {
    return [text]
  }
}
