import type { AuditEnd, Target } from '@/lib/audit/audit-record'
import type { AuditVerb } from '@/lib/audit/verbs'
import type { Problem } from '@/lib/live/freshness'
import type { Principal } from '@/server/access/identity/principal'
import type { Ledger } from '@/server/audit/ledger'

export interface Act extends Partial<AuditEnd> {
  readonly verb: AuditVerb
  readonly target?: Partial<Target>
  readonly address: string | null
}

export type Recorder = Pick<Ledger, 'record'>

/** What a record says of who acts; of a stranger only by which way they tried. */
type Who = Pick<Principal, 'person' | 'provider' | 'identity'>

/** Writes an act of coming or going down; a problem means that it must not happen. */
export async function write(ledger: Recorder, who: Who, act: Act): Promise<Problem | undefined> {
  const { verb, target, address, outcome = 'done', problem } = act
  const recorded = await ledger.record({
    person: who.person,
    groups: who.identity?.groups ?? [],
    provider: who.provider,
    verb,
    target,
    address: address ?? undefined,
    outcome,
    problem,
  })
  return 'problem' in recorded ? recorded.problem : undefined
}
