import { type NextRequest, NextResponse } from 'next/server'
import { door } from '@/server/access/door'
import { judge, type Verdict } from '@/server/access/guard'
import { filePolicy, pagePolicy, protectiveHeaders } from '@/server/access/headers'
import { isApi } from '@/server/access/routes'
import { viewerOf } from '@/server/access/viewer'

const development = process.env.NODE_ENV === 'development'

/** Runs before every request, files included: there is no matcher, so no path can be left out of it. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const isPage = !isApi(pathname) && !pathname.startsWith('/_next/')
  const nonce = crypto.randomUUID()
  const policy = isPage ? pagePolicy(nonce, development) : filePolicy(development)

  const { method, headers } = request
  const signedIn = () => viewerOf(request) !== undefined
  const verdict = judge({ method, pathname, search, headers, signedIn }, door().hosts, development)
  const response =
    verdict.verdict === 'pass' ? goOn(request, isPage ? { nonce, policy } : undefined) : turnAway(request, verdict)
  for (const [name, value] of Object.entries(protectiveHeaders)) response.headers.set(name, value)
  response.headers.set('content-security-policy', policy)
  return response
}

/** Next takes the nonce for its own scripts from the policy in the request's headers; pages find it in `x-nonce`. */
function goOn(request: NextRequest, page: { nonce: string; policy: string } | undefined): NextResponse {
  const headers = new Headers(request.headers)
  for (const name of ['x-nonce', 'content-security-policy', 'content-security-policy-report-only']) headers.delete(name)
  if (page !== undefined) {
    headers.set('x-nonce', page.nonce)
    headers.set('content-security-policy', page.policy)
  }
  return NextResponse.next({ request: { headers } })
}

function turnAway(request: NextRequest, verdict: Exclude<Verdict, { verdict: 'pass' }>): NextResponse {
  const headers = { 'cache-control': 'no-store' }
  // Next turns an address on its own host into a relative one, so a proxy before us doesn't matter.
  if (verdict.verdict === 'redirect')
    return NextResponse.redirect(new URL(verdict.to, request.nextUrl.href), { status: 307, headers })
  const { status, problem } = verdict
  return isApi(request.nextUrl.pathname)
    ? NextResponse.json({ problem }, { status, headers })
    : new NextResponse(`${problem.sentence}\n`, {
        status,
        headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
      })
}
