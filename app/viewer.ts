import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type Viewer, viewerOf } from '@/server/access/door/viewer'

/** Who looks at this page. The proxy has sent strangers away already; this holds should it ever not run. */
export async function requireViewer(): Promise<Viewer> {
  return viewerOf({ headers: await headers() }) ?? redirect('/sign-in')
}

/** What the person menu shows of a viewer. */
export function shownViewer({ person, provider, readOnly }: Viewer) {
  const hasCookie = provider !== 'proxy'
  return { person, hasCookie, whyNoSharing: readOnly ? handedOn : provider === 'token' ? ownTokens : null }
}

const handedOn = 'You came by a shared link, and what was handed to you can’t be handed on.'
const ownTokens =
  'You signed in with a token, which is its owner’s alone: sign in with an account of your own to share.'
