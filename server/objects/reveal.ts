import type { AuditEnd, AuditEntry } from '@/lib/audit/audit-record'
import type { Problem } from '@/lib/live/freshness'
import type { SecretAddress } from '@/lib/objects/secret-address'
import type { RevealedValue } from '@/lib/objects/shown-secret'
import type { Ledger } from '@/server/audit/ledger'
import { typed } from '@/server/kube/reflector'
import type { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'
import { readSecretValue } from './secret'

export interface Revealing {
  /** The way as the viewer; no other identity may ever read a Secret. */
  readonly transport: Transport
  readonly ledger: Pick<Ledger, 'intent' | 'outcome'>
  /** Who asks, from where and as whom. */
  readonly who: Omit<AuditEntry, 'verb' | 'target'>
  readonly cluster: string
  readonly secret: SecretAddress
  readonly key: string
  readonly signal: AbortSignal
}

type Revealed = { readonly revealed: RevealedValue } | { readonly problem: Problem }

/** One value of one Secret. It is on record before anything is read, and how it went before anything is told. */
export async function revealValue(asked: Revealing): Promise<Revealed> {
  const { ledger, who, cluster, secret, key } = asked
  const target = { cluster, resource: 'secrets', namespace: secret.namespace, name: `${secret.name}/${key}` }
  const intent = await ledger.intent({ ...who, verb: 'reveal-secret', target })
  if ('problem' in intent) return intent
  const { answer, end } = await readFor(asked)
  const recorded = await ledger.outcome(intent.sequence, end)
  return 'problem' in recorded ? recorded : answer
}

async function readFor({ transport, secret, key, signal }: Revealing): Promise<{ answer: Revealed; end: AuditEnd }> {
  try {
    const revealed = await readSecretValue(transport, secret, key, signal)
    if (revealed !== undefined) return { answer: { revealed }, end: { outcome: 'done' } }
    return { answer: { problem: noSuchKey(secret, key) }, end: { outcome: 'failed', problem: 'no-such-key' } }
  } catch (error) {
    const failure = typed(error)
    const outcome = failure.kind === 'forbidden' || failure.kind === 'unauthorized' ? 'refused' : 'failed'
    return { answer: { problem: problemOfSecret(failure, secret) }, end: { outcome, problem: failure.kind } }
  }
}

/** Why a Secret can't be read. Who may not get it hears the same whether it is there or not. */
export function problemOfSecret({ kind, problem }: KubeError, secret: SecretAddress): Problem {
  if (kind === 'forbidden') return { ...mayNotGet(secret), detail: problem.detail }
  if (kind !== 'absent') return problem
  return {
    code: 'absent',
    sentence: `There is no Secret ${secret.name} in ${secret.namespace}: it may have been deleted.`,
    detail: null,
  }
}

export function mayNotGet({ namespace, name }: SecretAddress): Problem {
  return {
    code: 'forbidden',
    sentence: `You may not get the Secret ${name} in ${namespace}: ask an administrator of the cluster for the right to get secrets there.`,
    detail: null,
  }
}

function noSuchKey({ namespace, name }: SecretAddress, key: string): Problem {
  return {
    code: 'no-such-key',
    sentence: `The Secret ${name} in ${namespace} has no key "${key}": it may have been changed. Load the page anew.`,
    detail: null,
  }
}
