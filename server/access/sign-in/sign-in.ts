import { returnPath } from '@/server/access/door/address'
import { type Door, door } from '@/server/access/door/door'
import { viewerOf } from '@/server/access/door/viewer'
import { write } from '@/server/access/door/written'
import { localPrincipal, type Principal } from '@/server/access/identity/principal'
import { clearedCookie } from '@/server/access/sessions/cookie'
import { goTo, tooManyAttempts } from './answers'
import { addressOf, arrive, endSessions, refuseArrival } from './arrive'

/** Turns a one-time code into a session and goes where `from` says. */
export async function signIn(request: Request, at: Door = door()): Promise<Response> {
  const query = new URL(request.url).searchParams
  // A browser that fetches ahead must not use the link up.
  if (/prefetch|preview/.test(request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''))
    return new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } })
  if (!at.config.signIn.includes('local')) return new Response(null, { status: 404 })
  const redeemed = at.links.redeem(query.get('code') ?? '')
  const principal = 'problem' in redeemed ? undefined : localPrincipal(at.config, redeemed.name)
  if (principal === undefined) {
    // Who is in already and opens the same link again just goes on.
    if (viewerOf(request, at) !== undefined) return goTo(returnPath(query.get('from')))
    if (at.attempts.failed()) return tooManyAttempts()
    const problem = 'problem' in redeemed ? redeemed.problem : 'unknown'
    return refuseArrival(request, { person: 'somebody', provider: 'local' }, problem, at)
  }
  const response = await arrive(request, { principal }, returnPath(query.get('from')), at)
  at.announce()
  return response
}

/** Ends what is open for the session at once. It happens also where it can't be recorded: it takes rights away. */
export async function signOut(request: Request, at: Door = door()): Promise<Response> {
  const viewer = viewerOf(request, at)
  if (viewer !== undefined) {
    const who: Pick<Principal, 'person' | 'provider' | 'identity'> = viewer
    await write(at.ledger, who, { verb: 'sign-out', address: addressOf(request, at) })
  }
  await endSessions(request, at)
  return goTo('/sign-in', clearedCookie(at.config))
}
