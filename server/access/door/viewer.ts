import { cookieName, cookieValues } from '@/server/access/sessions/cookie'
import type { Session } from '@/server/access/sessions/session'
import { stampHeader } from '@/server/access/sessions/stamps'
import { type Door, door } from './door'

/** Someone who is signed in: `person`, and a session that `ended` tells the end of. */
export type Viewer = Session

/** Who asks, or undefined when the request carries no valid session. A request is a visit. */
export function viewerOf(request: { readonly headers: Headers }, at: Door = door()): Viewer | undefined {
  const stamp = request.headers.get(stampHeader)
  const stamped = stamp === null ? undefined : at.stamps.find(stamp)
  if (stamped !== undefined) return stamped
  for (const secret of cookieValues(request.headers.get('cookie'), cookieName(at.config))) {
    const session = at.sessions.find(secret)
    if (session !== undefined) return session
  }
  return undefined
}

/** Who asks, in a route that is closed: the proxy has turned everyone else away. */
export function signedIn(request: { readonly headers: Headers }): Viewer {
  const viewer = viewerOf(request)
  if (viewer === undefined) throw new Error('A closed route was reached without a session.')
  return viewer
}
