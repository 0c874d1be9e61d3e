import type { AuditEnd, AuditEntry, AuditRecord } from '@/lib/audit/audit-record'
import { maskCredentials } from '@/lib/audit/masked'

/** A record before it has its place in the chain. */
export type Draft = Omit<AuditRecord, 'sequence'>

const longestName = 512
const longestReason = 2000
const mostGroups = 1000

/** Takes what a record has a place for and nothing else, whatever more the caller's objects carry. */
export function entryDraft(kind: 'fact' | 'intent', entry: AuditEntry & Partial<AuditEnd>, at: number): Draft {
  const target = entry.target ?? {}
  return {
    at,
    kind,
    intent: null,
    person: name(entry.person) ?? '',
    groups: entry.groups.slice(0, mostGroups).map((group) => name(group) ?? ''),
    provider: name(entry.provider),
    through: entry.through ?? null,
    verb: name(entry.verb) ?? '',
    cluster: name(target.cluster),
    resource: name(target.resource),
    namespace: name(target.namespace),
    name: name(target.name),
    uid: name(target.uid),
    outcome: entry.outcome ?? null,
    problem: code(entry.problem),
    reason: entry.reason === undefined ? null : words(entry.reason),
    address: name(entry.address),
    request: name(entry.request),
  }
}

/** The end of an intent carries whose it was and what, so that it can be read alone. */
export function endDraft(
  kind: 'outcome' | 'settlement',
  intent: Draft & Pick<AuditRecord, 'sequence'>,
  { outcome, problem }: AuditEnd,
  at: number,
): Draft {
  const { person, verb, cluster, resource, namespace, uid, request } = intent
  const ended = { person, verb, cluster, resource, namespace, name: intent.name, uid, request }
  const unsaid = { groups: [], provider: null, through: null, reason: null, address: null }
  return { at, kind, intent: intent.sequence, ...ended, ...unsaid, outcome, problem: code(problem) }
}

const name = (text: string | null | undefined): string | null => (text ? cut(plain(text), longestName) : null)

/** Codes are words of ours and of the API server; a sentence in their place might carry values. */
const code = (text: string | undefined): string | null => (text && /^[\w.-]{1,64}$/.test(text) ? text : null)

const words = (text: string): string | null => cut(maskCredentials(plain(text).trim()), longestReason) || null

const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed()

/** PostgreSQL keeps no NUL and no half of a surrogate pair; neither they nor line breaks belong in one line. */
const plain = (text: string): string => text.toWellFormed().replace(/\p{Cc}+/gu, ' ')
