import type { Problem } from '@/lib/live/freshness'
import type { Viewer } from '@/server/access/door/viewer'
import type { Whose } from '@/server/audit/reading'
import { runtime } from '@/server/runtime'

/** Whose acts a viewer may read: everyone's (null) as an administrator, else their own; who came by a link, none. */
export function whoseActs(viewer: Viewer): { readonly whose: Whose | null } | { readonly problem: Problem } {
  const { person, provider, isAdministrator } = viewer
  if (isAdministrator) return { whose: null }
  if (provider === 'link') return { problem: linkReadsNothing }
  if (provider !== 'token') return { whose: { person, provider, clusters: null } }
  // A token's name is one that its cluster gave: elsewhere it is somebody else's.
  const clusters = runtime()
    .clustersOf(viewer)
    .map(({ name }) => name)
  return { whose: { person, provider, clusters } }
}

const linkReadsNothing: Problem = {
  code: 'forbidden',
  sentence: 'A shared link shows no records: sign in with an account of your own.',
  detail: null,
}
