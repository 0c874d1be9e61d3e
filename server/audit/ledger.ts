import type { AuditEnd, AuditEntry, AuditRecord } from '@/lib/audit/audit-record'
import type { Problem } from '@/lib/live/freshness'
import type { Database } from '@/server/database/database'
import { DatabaseError } from '@/server/database/database-error'
import { type Appended, createAppender } from './appender'
import { type Draft, endDraft, entryDraft } from './draft'
import { type ActPage, type ActReading, readActs, readOpenIntents } from './reading'

/**
 * A record that the disk has; or a problem, and then what was to be recorded MUST NOT be done:
 * `const intent = await ledger.intent(entry); if ('problem' in intent) return intent`. (Where a database fell silent
 * just as it committed, there may be a record all the same: of an act that then did not happen.)
 */
export type Recorded = Appended | { readonly problem: Problem }

/** Who did what: append-only, each record's hash covering the one before. No method rejects but `unsettled`. */
export interface Ledger {
  /** Something that happens at once, or was refused: a sign-in, a revealed Secret. Write it before you answer. */
  record(entry: AuditEntry & AuditEnd): Promise<Recorded>
  /** What someone is about to do; its `sequence` names it for `outcome`. */
  intent(entry: AuditEntry): Promise<Recorded>
  /** How an intent of this process ended; once each. After a problem it reads "outcome unknown" until it is settled. */
  outcome(intent: number, end: AuditEnd): Promise<Recorded>
  /** Intents of processes that are over and said no outcome; oldest first. `before`: only those recorded earlier. */
  unsettled(before?: number): Promise<AuditRecord[]>
  /** How an unsettled intent must have gone, found by looking at the object. */
  settle(intent: AuditRecord, end: AuditEnd): Promise<Recorded>
  /** Newest first, a page at a time. */
  read(reading: ActReading): Promise<ActPage | { readonly problem: Problem }>
}

export function createLedger(database: Database, now: () => number): Ledger {
  const appender = createAppender(database)
  const underWay = new Map<number, Draft>()

  return {
    record: (entry) => appender.append(entryDraft('fact', entry, now())),
    async intent(entry) {
      const draft = entryDraft('intent', entry, now())
      const recorded = await appender.append(draft)
      if (!('problem' in recorded)) underWay.set(recorded.sequence, draft)
      return recorded
    },
    async outcome(intent, end) {
      const draft = underWay.get(intent)
      if (draft === undefined) return { problem: notUnderWay(intent) }
      underWay.delete(intent)
      return appender.append(endDraft('outcome', { ...draft, sequence: intent }, end, now()))
    },
    unsettled: async (before = Number.MAX_SAFE_INTEGER) =>
      (await readOpenIntents(database, before)).filter(({ sequence }) => !underWay.has(sequence)),
    settle: (intent, end) => appender.append(endDraft('settlement', intent, end, now())),
    read: (reading) => readActs(database, reading, new Set(underWay.keys())).catch(asProblem),
  }
}

const notUnderWay = (intent: number): Problem => ({
  code: 'not-under-way',
  sentence: `Record ${intent} is no intent that waits for its outcome here.`,
  detail: null,
})

function asProblem(error: unknown): { readonly problem: Problem } {
  if (error instanceof DatabaseError) return { problem: error.problem }
  throw error
}
