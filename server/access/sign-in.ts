import { returnPath } from './address'
import { clearedCookie, cookieName, cookieValues, sessionCookie } from './cookie'
import { type Door, door } from './door'
import type { LinkProblem } from './links'
import { viewerOf } from './viewer'

/**
 * Turns a one-time code into a session and goes where `from` says. The session is always a new one, whatever cookie
 * came with the request; the session of that cookie ends.
 */
export function signIn(request: Request, at: Door = door()): Response {
  const query = new URL(request.url).searchParams
  // A browser that fetches ahead must not use the link up.
  if (/prefetch|preview/.test(request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''))
    return new Response(null, { status: 503, headers: { 'cache-control': 'no-store' } })
  const redeemed = at.links.redeem(query.get('code') ?? '')
  if ('problem' in redeemed) return refuse(request, redeemed.problem, query.get('from'), at)
  endSessions(request, at)
  const id = at.sessions.begin(redeemed.name)
  at.announce()
  return goTo(returnPath(query.get('from')), sessionCookie(at.config.port, id, isSecure(request)))
}

export function signOut(request: Request, at: Door = door()): Response {
  endSessions(request, at)
  return goTo('/sign-in', clearedCookie(at.config.port, isSecure(request)))
}

function refuse(request: Request, problem: LinkProblem, from: string | null, at: Door): Response {
  // Who is in already and opens the same link again just goes on.
  if (viewerOf(request, at) !== undefined) return goTo(returnPath(from))
  if (!at.attempts.failed()) return goTo(`/sign-in?problem=${problem}`)
  return new Response('Too many sign-ins failed. Wait a minute, or open a link that has not been used.\n', {
    status: 429,
    headers: { 'retry-after': '60', 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' },
  })
}

function endSessions(request: Request, { config, sessions }: Door) {
  for (const id of cookieValues(request.headers.get('cookie'), cookieName(config.port))) sessions.revoke(id)
}

/** Behind a proxy that ends TLS. Who lies about it harms only their own cookie. */
function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === 'https:' || request.headers.get('x-forwarded-proto') === 'https'
}

function goTo(location: string, cookie?: string): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  if (cookie !== undefined) headers.set('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
