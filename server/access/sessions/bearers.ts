import type { Problem } from '@/lib/live/freshness'
import { type Recorder, write } from '@/server/access/door/written'
import type { Principal } from '@/server/access/identity/principal'
import { keyOf } from '@/server/access/identity/principal'
import { fingerprint } from '@/server/access/identity/secret'
import { reviewToken, wrongToken } from '@/server/access/identity/token-review'
import type { Context } from '@/server/kube/contexts'
import type { Session } from './session'
import type { Standing } from './standing'

export type Admitted = { readonly session: Session } | { readonly problem: Problem }

/** Scripts: whoever sends a cluster's bearer token with each request, and no cookie. */
export interface Bearers {
  admit(cluster: string, token: string, address: string | null): Promise<Admitted>
  /** Forgets what a cluster said longer ago than it is believed, and asks anew about those who are in. */
  sweep(): Promise<void>
}

export interface BearersOptions {
  readonly now: () => number
  readonly contextOf: (cluster: string) => Context | undefined
  readonly standing: Standing
  readonly ledger: Recorder
  readonly allowsAttempt: (address: string) => Promise<boolean>
}

/** How long a cluster's word on a token is believed. */
const believed = 60_000
const mostAnswers = 10_000

const stranger = { person: 'somebody', provider: 'token', identity: null } as const
const refusal = { outcome: 'refused', problem: wrongToken.code } as const

export function createBearers({ now, contextOf, standing, ledger, allowsAttempt }: BearersOptions): Bearers {
  const answers = createAnswers(now)
  async function review(key: string, cluster: string, token: string, address: string | null): Promise<Admitted> {
    const context = contextOf(cluster)
    const reviewed = context === undefined ? { problem: wrongToken } : await reviewToken(context, token)
    if ('problem' in reviewed) return reviewed.problem.code === 'wrong-token' ? refuse(key, cluster, address) : reviewed
    const { identity } = reviewed
    const principal = { person: identity.user, provider: 'token' as const, identity, cluster, namespaces: null }
    return letIn(key, principal, token, address)
  }

  /** What was open by this token ends. A refusal is on record, unless one address has too many of them. */
  async function refuse(key: string, cluster: string, address: string | null): Promise<Admitted> {
    const session = standing.get(key)
    if (session !== undefined) standing.end(session.id)
    if (!(await allowsAttempt(address ?? ''))) return { problem: tooManyTokens }
    await write(ledger, stranger, { verb: 'sign-in', address, target: { cluster }, ...refusal })
    return { problem: wrongToken }
  }

  /** Who is in by which token, so that a session ends where its identity changed. */
  const known = new Map<string, { readonly who: string; readonly cluster: string; readonly token: string }>()

  async function letIn(
    key: string,
    principal: Principal & { readonly cluster: string },
    token: string,
    address: string | null,
  ): Promise<Admitted> {
    const who = keyOf(principal)
    const session = known.get(key)?.who === who ? standing.get(key) : undefined
    if (session !== undefined) return { session }
    const problem = await write(ledger, principal, { verb: 'sign-in', address, target: { cluster: principal.cluster } })
    if (problem !== undefined) return { problem }
    const begun = standing.begin(key, principal, token)
    known.set(key, { who, cluster: principal.cluster, token })
    begun.ended.addEventListener('abort', () => known.delete(key), { once: true })
    return { session: begun }
  }

  const ask = (key: string, cluster: string, token: string, address: string | null) =>
    answers.keep(key, review(key, cluster, token, address))

  return {
    async admit(cluster, token, address) {
      const key = fingerprint(JSON.stringify([cluster, token]))
      const said = await answers.of(key)
      const isOver = said !== undefined && 'session' in said && said.session.ended.aborted
      const admitted = said === undefined || isOver ? await ask(key, cluster, token, address) : said
      if ('session' in admitted) admitted.session.visit()
      return admitted
    },
    async sweep() {
      answers.sweep()
      // A stream asks for nothing any more: without this it would outlive its token.
      for (const [key, { cluster, token }] of known)
        if (answers.of(key) === undefined) await ask(key, cluster, token, null)
    },
  }
}

/** What clusters said of tokens, for as long as it is believed. */
function createAnswers(now: () => number) {
  const answers = new Map<string, { readonly until: number; readonly admitted: Promise<Admitted> }>()
  return {
    of(key: string): Promise<Admitted> | undefined {
      const answer = answers.get(key)
      return answer !== undefined && now() < answer.until ? answer.admitted : undefined
    },
    async keep(key: string, admitted: Promise<Admitted>): Promise<Admitted> {
      const [oldest] = answers.keys()
      if (answers.size >= mostAnswers && oldest !== undefined) answers.delete(oldest)
      answers.set(key, { until: now() + believed, admitted })
      const settled = await admitted
      // A cluster that can't be reached is asked again at once; only its own word is believed for a while.
      if ('problem' in settled && settled.problem.code !== 'wrong-token') answers.delete(key)
      return settled
    },
    sweep() {
      for (const [key, { until }] of answers) if (now() >= until) answers.delete(key)
    },
  }
}

export const tooManyTokens: Problem = {
  code: 'too-many-tokens',
  sentence: 'Too many tokens from your address were wrong: wait a minute.',
  detail: null,
}
