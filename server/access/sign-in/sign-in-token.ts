import { returnPath } from '@/server/access/door/address'
import { type Door, door } from '@/server/access/door/door'
import { write } from '@/server/access/door/written'
import { keyOf, type Principal } from '@/server/access/identity/principal'
import { reviewToken, wrongToken } from '@/server/access/identity/token-review'
import { tooManyAttempts } from './answers'
import { addressOf, arrive, refuseArrival } from './arrive'

const day = 24 * 3_600_000

/**
 * A form with `cluster`, `token` and `from`. The session is of that one cluster and asks it with this token, which is
 * kept in memory alone. An unknown cluster and a wrong token get the same answer.
 */
export async function signInWithToken(request: Request, at: Door = door()): Promise<Response> {
  if (!at.config.signIn.includes('token')) return new Response(null, { status: 404 })
  const form = new URLSearchParams(await request.text())
  const cluster = form.get('cluster')?.trim() || at.onlyCluster || ''
  const token = form.get('token')?.trim() ?? ''
  const from = returnPath(form.get('from'))
  const context = at.contextOf(cluster)
  const reviewed = context === undefined ? { problem: wrongToken } : await reviewToken(context, token)
  if ('problem' in reviewed) {
    if (!(await at.limits.allowsAttempt(addressOf(request, at) ?? ''))) return tooManyAttempts()
    const problem = reviewed.problem.code === 'wrong-token' ? 'wrong-token' : 'unreachable'
    return refuseArrival(request, { person: 'somebody', provider: 'token' }, problem, at, from)
  }
  const { identity } = reviewed
  const principal: Principal = { person: identity.user, provider: 'token', identity, cluster, namespaces: null }
  const to = from === '/' ? `/${encodeURIComponent(cluster)}` : from
  return arrive(request, { principal, held: { token }, endsAt: at.now() + day }, to, at)
}

/**
 * Asks clusters anew about the tokens of browsers' sessions: whose token is nobody's any more is out, and whose groups
 * changed has a changed session. A cluster that can't be asked changes nothing.
 */
export async function refreshTokens(at: Door): Promise<void> {
  for (const { session, principal, held } of at.sessions.living('token')) {
    const context = at.contextOf(principal.cluster ?? '')
    if (context === undefined || held.token === undefined) continue
    const reviewed = await reviewToken(context, held.token)
    if ('identity' in reviewed) {
      const now = { ...principal, person: reviewed.identity.user, identity: reviewed.identity }
      if (keyOf(now) !== keyOf(principal)) at.sessions.change(session.id, now)
    } else if (reviewed.problem.code === 'wrong-token') {
      await write(at.ledger, principal, { verb: 'sign-out', address: null, problem: 'wrong-token' })
      await at.sessions.end(session.id)
    }
  }
}
