import type { AuditEnd, AuditRecord } from '@/lib/audit/audit-record'
import type { Problem } from '@/lib/live/freshness'
import type { Ledger } from './ledger'

/** Tells by looking how an act must have gone; undefined when it can't be told now, and is looked for again later. */
export type Look = (intent: AuditRecord) => Promise<AuditEnd | undefined>

/**
 * How acts can be looked at, by verb. Whether a value was seen leaves no trace anywhere, so a reveal stays unknown, now on
 * record. Sign-ins and shared links are written as facts before they take effect: they are never cut off.
 */
const looks: Readonly<Record<string, Look>> = {
  'reveal-secret': () => Promise.resolve({ outcome: 'unknown', problem: 'cut-off' }),
}

/** Another process is given so long, ms, to end what it is at; no act takes longer. */
const graceMs = 10 * 60_000

export interface Settling {
  readonly ledger: Pick<Ledger, 'unsettled' | 'settle'>
  /** Whether other processes may write to the same database. */
  readonly isShared: boolean
  readonly looks?: Readonly<Record<string, Look>>
}

/**
 * At start: ends acts that were cut off in the middle. Gives how many; a problem where it could not, and then they go on
 * reading "outcome unknown". Of several processes only one settles an act: an intent has one end. Rejects with a
 * `DatabaseError`.
 */
export async function settleAtStart(settling: Settling, now: number): Promise<number | { readonly problem: Problem }> {
  return settleBefore(settling, settling.isShared ? now - graceMs : now)
}

/** Now and then: what a process that is no more left behind since. */
export async function settleLater(settling: Settling, now: number): Promise<number | { readonly problem: Problem }> {
  return settleBefore(settling, now - graceMs)
}

async function settleBefore({ ledger, looks: ways = looks }: Settling, before: number) {
  let settled = 0
  for (const intent of await ledger.unsettled(before)) {
    const end = await ways[intent.verb]?.(intent)
    if (end === undefined) continue
    const recorded = await ledger.settle(intent, end)
    if ('problem' in recorded) return recorded
    settled += 1
  }
  return settled
}
