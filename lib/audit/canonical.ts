import type { AuditRecord } from './audit-record'

/**
 * The one text that the hash of a record covers: JSON with its keys in order and no nulls, so that a field which comes
 * later leaves the hashes of older records as they are. As RFC 8785 writes it, records holding text and whole numbers.
 */
export function canonicalRecord(record: AuditRecord): string {
  const told = Object.entries(record).filter(([, value]) => value !== null)
  return JSON.stringify(Object.fromEntries(told.sort(([one], [other]) => (one < other ? -1 : 1))))
}
