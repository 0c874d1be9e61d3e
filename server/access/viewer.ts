import type { Sight } from '@/lib/views/sight'
import { cookieName, cookieValues } from './cookie'
import { type Door, door } from './door'
import type { Session } from './sessions'

/** Someone who is signed in: `name`, and a session that `ended` tells the end of. */
export type Viewer = Session

/** Who asks, or undefined when the request carries no valid session. A request is a visit. */
export function viewerOf(
  request: { readonly headers: Headers },
  { config, sessions }: Door = door(),
): Viewer | undefined {
  for (const id of cookieValues(request.headers.get('cookie'), cookieName(config.port))) {
    const session = sessions.find(id)
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

/** What a viewer may see of a cluster. Everything, until viewers have rights of their own: this is where they come in. */
export const sightOf: (viewer: Viewer, cluster: string) => Sight = () => everything

const everything: Sight = { namespaces: 'all', masked: [] }
