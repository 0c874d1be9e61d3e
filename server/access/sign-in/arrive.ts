import type { Door } from '@/server/access/door/door'
import { write } from '@/server/access/door/written'
import type { Principal } from '@/server/access/identity/principal'
import { cookieName, cookieValues, sessionCookie } from '@/server/access/sessions/cookie'
import type { Arrival } from '@/server/access/sessions/sessions'
import { DatabaseError } from '@/server/database/database-error'
import { goTo, type SignInProblem, toSignIn } from './answers'

type Arriving = Omit<Arrival, 'userAgent' | 'address'> & { readonly cluster?: string }

export const addressOf = (request: { readonly headers: Headers }, at: Door): string | null =>
  at.intake.of(request.headers)?.address ?? null

/**
 * Lets somebody in: on record first, then a new session, whatever cookie came with the request; the session of that
 * cookie ends. Without a record there is no session.
 */
export async function arrive(request: Request, arriving: Arriving, to: string, at: Door): Promise<Response> {
  const { principal } = arriving
  const address = addressOf(request, at)
  const target = { cluster: arriving.principal.cluster }
  const unrecorded = await write(at.ledger, principal, {
    verb: arriving.principal.provider === 'link' ? 'open-link' : 'sign-in',
    address,
    target,
  })
  if (unrecorded !== undefined) return toSignIn('unrecorded', to)
  try {
    await endSessions(request, at)
    const secret = await at.sessions.begin({ ...arriving, userAgent: request.headers.get('user-agent'), address })
    return goTo(to, sessionCookie(at.config, secret))
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await write(at.ledger, principal, {
      verb: 'sign-in',
      address,
      target,
      outcome: 'failed',
      problem: error.problem.code,
    })
    return toSignIn('unrecorded', to)
  }
}

export async function endSessions(request: Request, { config, sessions }: Door): Promise<void> {
  for (const secret of cookieValues(request.headers.get('cookie'), cookieName(config))) {
    const session = sessions.find(secret)
    if (session !== undefined) await sessions.end(session.id)
  }
}

/** A sign-in that came to nothing, on record; who they would have been is what they said. */
export async function refuseArrival(
  request: Request,
  who: Pick<Principal, 'person' | 'provider'>,
  problem: SignInProblem,
  at: Door,
  from?: string | null,
): Promise<Response> {
  await write(
    at.ledger,
    { ...who, identity: null },
    { verb: 'sign-in', address: addressOf(request, at), outcome: 'refused', problem },
  )
  return toSignIn(problem, from)
}
