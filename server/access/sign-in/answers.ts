import type { Problem } from '@/lib/live/freshness'

/** Answers of the routes by which people come and go. */
export function goTo(location: string, ...cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** Back to the sign-in page, which has a sentence for each of these. */
export type SignInProblem =
  | 'used'
  | 'expired'
  | 'unknown'
  | 'unrecorded'
  | 'wrong-token'
  | 'unreachable'
  | 'not-vouched'
  | 'nobody'
  | 'provider'
  | 'link-over'
  | 'ended'

export function toSignIn(problem: SignInProblem, from?: string | null, ...cookies: readonly string[]): Response {
  const query = new URLSearchParams({ problem, ...(from && from !== '/' && { from }) })
  return goTo(`/sign-in?${query}`, ...cookies)
}

export const tooManyAttempts = (): Response =>
  new Response('Too many sign-ins failed. Wait a minute, or open a link that has not been used.\n', {
    status: 429,
    headers: { 'retry-after': '60', 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' },
  })

export function refuseWith(status: number, problem: Problem): Response {
  return Response.json({ problem }, { status, headers: { 'cache-control': 'no-store' } })
}
