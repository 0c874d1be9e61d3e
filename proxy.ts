import { type NextRequest, NextResponse } from 'next/server'
import { type Admission, type Asking, admit } from '@/server/access/door/admit'
import { type Door, door } from '@/server/access/door/door'
import { judge, type Verdict } from '@/server/access/door/guard'
import { filePolicy, pagePolicy, protectiveHeadersFor } from '@/server/access/door/headers'
import { isApi, isOpen, isStream } from '@/server/access/door/routes'
import type { Session } from '@/server/access/sessions/session'
import { stampHeader } from '@/server/access/sessions/stamps'

const development = process.env.NODE_ENV === 'development'

/** Runs before every request, files included: there is no matcher, so no path can be left out of it. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const at = door()
  const { pathname, search } = request.nextUrl
  const isPage = !isApi(pathname) && !pathname.startsWith('/_next/')
  const nonce = crypto.randomUUID()
  const policy = isPage ? pagePolicy(nonce, development) : filePolicy(development)

  const { method, headers } = request
  const verdictFor = (signedIn: boolean) =>
    judge({ method, pathname, search, headers, signedIn }, at.hosts, development)
  const admission = await admitUnless(verdictFor(false), { pathname, headers }, at)
  const session = 'session' in admission ? admission.session : undefined
  const verdict = refusalOf(admission, pathname, verdictFor(session !== undefined)) ?? crowded(request, session, at)
  const response =
    verdict === undefined
      ? goOn(request, at, session, isPage ? { nonce, policy } : undefined)
      : turnAway(request, verdict)
  for (const [name, value] of Object.entries(protectiveHeadersFor(at.config))) response.headers.set(name, value)
  response.headers.set('content-security-policy', policy)
  return response
}

type Refusal = Exclude<Verdict, { verdict: 'pass' }>

const isStranger = (verdict: Verdict) =>
  verdict.verdict === 'redirect' || (verdict.verdict === 'refuse' && verdict.status === 401)

/** Nobody is looked up for a request that would be refused whoever sent it, or for what is the same for everyone. */
async function admitUnless(verdict: Verdict, asking: Asking, at: Door): Promise<Admission> {
  const isRefused = verdict.verdict === 'refuse' && !isStranger(verdict)
  return isRefused || asking.pathname.startsWith('/_next/static/') ? { none: true } : admit(asking, at)
}

/** What the guard says goes first; then why whoever was named may not come in. An open path is for everyone. */
function refusalOf(admission: Admission, pathname: string, verdict: Verdict): Refusal | undefined {
  if (verdict.verdict === 'refuse' && !isStranger(verdict)) return verdict
  if ('problem' in admission && !isOpen(pathname, development))
    return { verdict: 'refuse', status: admission.status, problem: admission.problem }
  return verdict.verdict === 'pass' ? undefined : verdict
}

/** One person's streams are counted from here to the end of their answers. */
function crowded(
  { method, headers, nextUrl }: NextRequest,
  session: Session | undefined,
  at: Door,
): Refusal | undefined {
  if (session === undefined || method !== 'GET' || !isStream(nextUrl.pathname)) return undefined
  const giveBack = at.limits.openStream(`${session.provider} ${session.person}`)
  if (giveBack !== undefined) {
    at.intake.of(headers)?.onClose(giveBack)
    return undefined
  }
  const sentence = `You have ${at.config.mostStreams} streams open already: close some tabs or scripts.`
  return { verdict: 'refuse', status: 429, problem: { code: 'too-many-streams', sentence, detail: null } }
}

/** Next takes the nonce for its own scripts from the policy in the request's headers; pages find it in `x-nonce`. */
function goOn(
  request: NextRequest,
  at: Door,
  session: Session | undefined,
  page: { nonce: string; policy: string } | undefined,
): NextResponse {
  const headers = new Headers(request.headers)
  for (const name of ['x-nonce', 'content-security-policy', 'content-security-policy-report-only', stampHeader])
    headers.delete(name)
  if (session !== undefined) headers.set(stampHeader, at.stamps.stampOf(session))
  if (page !== undefined) {
    headers.set('x-nonce', page.nonce)
    headers.set('content-security-policy', page.policy)
  }
  return NextResponse.next({ request: { headers } })
}

function turnAway(request: NextRequest, refusal: Refusal): NextResponse {
  const headers = { 'cache-control': 'no-store' }
  // Next turns an address on its own host into a relative one, so a proxy before us doesn't matter.
  if (refusal.verdict === 'redirect')
    return NextResponse.redirect(new URL(refusal.to, request.nextUrl.href), { status: 307, headers })
  const { status, problem } = refusal
  return isApi(request.nextUrl.pathname)
    ? NextResponse.json({ problem }, { status, headers })
    : new NextResponse(`${problem.sentence}\n`, {
        status,
        headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
      })
}
