import { returnPath } from '@/server/access/door/address'
import { type Door, door } from '@/server/access/door/door'
import { write } from '@/server/access/door/written'
import { reasonOf } from '@/server/access/identity/oidc'
import { keyOf } from '@/server/access/identity/principal'
import { clearedCookie, cookieName, cookieValues, flowCookie } from '@/server/access/sessions/cookie'
import { withoutRefresh } from '@/server/access/sessions/reviving'
import { goTo, refuseWith, tooManyAttempts, toSignIn } from './answers'
import { addressOf, arrive, refuseArrival } from './arrive'

/** On to the provider; its answer must come back to this browser, which the flow's cookie proves. */
export async function beginOidc(request: Request, at: Door = door()): Promise<Response> {
  if (at.oidc === undefined) return new Response(null, { status: 404 })
  if (!(await at.limits.allowsAttempt(addressOf(request, at) ?? ''))) return tooManyAttempts()
  const from = returnPath(new URL(request.url).searchParams.get('from'))
  try {
    const { location, flow } = await at.oidc.begin(from)
    return goTo(location, flowCookie(at.config, flow))
  } catch (error) {
    console.error(`The OIDC provider can't be asked: ${reasonOf(error)}.`)
    return toSignIn('provider', from)
  }
}

export async function finishOidc(request: Request, at: Door = door()): Promise<Response> {
  if (at.oidc === undefined) return new Response(null, { status: 404 })
  if (!(await at.limits.allowsAttempt(addressOf(request, at) ?? ''))) return tooManyAttempts()
  const [flow = ''] = cookieValues(request.headers.get('cookie'), cookieName(at.config, 'flow'))
  const arrival = await at.oidc.finish(flow, new URL(request.url))
  if ('problem' in arrival) {
    if (arrival.cause !== undefined) console.error(`The OIDC provider's answer is refused: ${reasonOf(arrival.cause)}.`)
    const problem = arrival.problem === 'unknown-flow' ? 'expired' : arrival.problem
    const refused = await refuseArrival(request, { person: 'somebody', provider: 'oidc' }, problem, at)
    refused.headers.append('set-cookie', clearedCookie(at.config, 'flow'))
    return refused
  }
  const { principal, subject, providerSession, refreshToken, from } = arrival
  const response = await arrive(
    request,
    {
      principal,
      subject,
      providerSession,
      held: { refreshToken },
      ...(refreshToken === undefined && { endsAt: at.now() + withoutRefresh }),
    },
    from,
    at,
  )
  response.headers.append('set-cookie', clearedCookie(at.config, 'flow'))
  return response
}

/** The provider's own server says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0). */
export async function logOutByProvider(request: Request, at: Door = door()): Promise<Response> {
  if (at.oidc === undefined) return new Response(null, { status: 404 })
  if (!(await at.limits.allowsAttempt(addressOf(request, at) ?? ''))) return tooManyAttempts()
  const token = new URLSearchParams(await request.text()).get('logout_token') ?? ''
  const meant = await at.oidc.loggedOut(token)
  if (meant === undefined)
    return refuseWith(400, { code: 'bad-logout-token', sentence: 'This is no logout token for here.', detail: null })
  const sessions = await at.sessions.list()
  for (const id of await at.sessions.idsOf('oidc', meant)) {
    const person = sessions.find((session) => session.id === id)?.person ?? 'somebody'
    await write(
      at.ledger,
      { person, provider: 'oidc', identity: null },
      { verb: 'sign-out', address: addressOf(request, at) },
    )
    await at.sessions.end(id)
  }
  return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
}

/**
 * Asks the provider anew who its sessions are of. Changed groups make a changed session; who is vouched for no more is
 * out. A provider that can't be asked changes nothing.
 */
export async function refreshOidc(at: Door): Promise<void> {
  if (at.oidc === undefined) return
  for (const { session, principal, record, held } of at.sessions.living('oidc')) {
    if (held.refreshToken === undefined) continue
    try {
      const refreshed = await at.oidc.refresh(held.refreshToken, record.subject)
      if (refreshed === 'over') {
        await write(at.ledger, principal, { verb: 'sign-out', address: null, problem: 'not-vouched' })
        await at.sessions.end(session.id)
        continue
      }
      at.sessions.hold(session.id, { ...held, refreshToken: refreshed.refreshToken })
      if (refreshed.principal !== undefined && keyOf(refreshed.principal) !== keyOf(principal))
        at.sessions.change(session.id, refreshed.principal)
    } catch (error) {
      console.error(`The OIDC provider can't be asked about a session: ${reasonOf(error)}. It is asked again.`)
    }
  }
}
