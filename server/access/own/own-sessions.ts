import type { Problem } from '@/lib/live/freshness'
import { type Door, door } from '@/server/access/door/door'
import type { Viewer } from '@/server/access/door/viewer'
import { write } from '@/server/access/door/written'
import type { ListedSession } from '@/server/access/sessions/sessions'
import { addressOf } from '@/server/access/sign-in/arrive'
import { orProblem } from './or-problem'

/** A session in the list of whoever may see and end it. */
export interface ShownSession extends ListedSession {
  /** The one that asks. */
  readonly isThis: boolean
}

/** Their own, or everybody's for an administrator; the newest visit first. Rejects with a `DatabaseError`. */
export async function listSessions(viewer: Viewer, at: Door = door()): Promise<readonly ShownSession[]> {
  const all = [...(await at.sessions.list()), ...standingOf(at)]
  return all
    .filter((session) => mayEnd(viewer, session))
    .map((session) => ({ ...session, isThis: session.id === viewer.id }))
    .sort((a, b) => b.visitedAt - a.visitedAt)
}

/** Ends one at once; on record before. Undefined when it is done. */
export async function endSession(
  request: Request,
  viewer: Viewer,
  id: string,
  at: Door = door(),
): Promise<{ readonly status: number; readonly problem: Problem } | undefined> {
  return orProblem(async () => {
    const session = (await listSessions(viewer, at)).find((each) => each.id === id)
    if (session === undefined) return { status: 404, problem: noSuchSession }
    const target = { resource: 'sessions', name: `${session.provider} ${session.person}`, uid: id }
    // It takes rights away, so it happens also where it can't be recorded.
    await write(at.ledger, viewer, { verb: 'revoke-session', target, address: addressOf(request, at) })
    if (!at.standing.end(id)) await at.sessions.end(id)
    return undefined
  })
}

/** Who came by the same way under the same name; by a link, only this very visitor. */
function mayEnd(viewer: Viewer, { id, person, provider }: ListedSession): boolean {
  if (viewer.isAdministrator || id === viewer.id) return true
  return provider !== 'link' && person === viewer.person && provider === viewer.provider
}

function standingOf({ standing }: Door): ListedSession[] {
  return standing.list().map(({ session: { id, person, provider, identity }, beganAt, visitedAt }) => ({
    id,
    person,
    provider,
    user: identity?.user ?? null,
    beganAt,
    visitedAt,
    // It ends half an hour after its last request.
    endsAt: visitedAt + 30 * 60_000,
    userAgent: provider === 'token' ? 'a script' : null,
    address: null,
  }))
}

const noSuchSession: Problem = {
  code: 'no-such-session',
  sentence: 'There is no such session of yours: it may have ended already.',
  detail: null,
}
