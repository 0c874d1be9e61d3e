import { z } from 'zod'
import type { Problem } from '@/lib/live/freshness'
import { type Door, door } from '@/server/access/door/door'
import type { Viewer } from '@/server/access/door/viewer'
import { write } from '@/server/access/door/written'
import { type ListedLink, longestLink } from '@/server/access/links/shared-links'
import { addressOf } from '@/server/access/sign-in/arrive'
import { orProblem } from './or-problem'

// A namespace's name: RFC 1123 label.
const namespace = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
const wantedSchema = z.object({
  label: z.string().trim().min(1).max(80),
  cluster: z.string().min(1).max(253),
  namespaces: z.array(namespace).min(1).max(50),
  /** For how long, in milliseconds. */
  lifetime: z.number().int().min(60_000).max(longestLink),
})

export type Refused = { readonly status: number; readonly problem: Problem }

/** Their own, or everybody's for an administrator. Rejects with a `DatabaseError`. */
export async function listLinks(viewer: Viewer, at: Door = door()): Promise<readonly ListedLink[]> {
  return (await at.sharedLinks.list()).filter((link) => viewer.isAdministrator || isOf(viewer, link))
}

/** Makes a link from `{label, cluster, namespaces, lifetime}` and gives its address, this once. On record before. */
export async function makeLink(
  request: Request,
  viewer: Viewer,
  body: unknown,
  at: Door = door(),
): Promise<Refused | { readonly address: string; readonly endsAt: number }> {
  const wanted = wantedSchema.safeParse(body)
  if (!wanted.success) return { status: 400, problem: badLink }
  const { label, cluster, lifetime } = wanted.data
  const namespaces = [...new Set(wanted.data.namespaces)].sort()
  // A token is its owner's alone, and who looks through a link may not hand on what was handed to them.
  if (viewer.provider === 'token' || viewer.readOnly) return { status: 403, problem: notYours }
  if (at.contextOf(cluster) === undefined || viewer.actorOn(cluster) === undefined)
    return { status: 404, problem: noSuchCluster(cluster) }
  const endsAt = at.now() + lifetime
  const target = { cluster, resource: 'namespaces', namespace: namespaces.join(','), name: label }
  const unrecorded = await write(at.ledger, viewer, { verb: 'create-link', target, address: addressOf(request, at) })
  if (unrecorded !== undefined) return { status: 503, problem: unrecorded }
  return orProblem(async () => {
    const code = await at.sharedLinks.make(viewer, { label, cluster, namespaces, endsAt })
    return { address: `${at.address}/shared/${code}`, endsAt }
  })
}

/** Ends a link and whatever is open by it, at once. Undefined when it is done. */
export async function revokeLink(
  request: Request,
  viewer: Viewer,
  id: string,
  at: Door = door(),
): Promise<Refused | undefined> {
  return orProblem(async () => {
    const link = (await listLinks(viewer, at)).find((each) => each.id === id)
    const hash = link && (await at.sharedLinks.hashOf(id))
    if (link === undefined || hash === undefined) return { status: 404, problem: noSuchLink }
    const target = {
      cluster: link.cluster,
      resource: 'namespaces',
      namespace: link.namespaces.join(','),
      name: link.label,
    }
    await write(at.ledger, viewer, { verb: 'revoke-link', target, address: addressOf(request, at) })
    await at.sharedLinks.revoke(hash, viewer.person)
    for (const session of await at.sessions.idsOf('link', { subject: hash })) await at.sessions.end(session)
    return undefined
  })
}

const isOf = ({ person, identity }: Viewer, { maker, user }: ListedLink): boolean =>
  maker === person && user === (identity?.user ?? null)

const problem = (code: string, sentence: string): Problem => ({ code, sentence, detail: null })
const badLink = problem(
  'bad-link',
  'Send {"label", "cluster", "namespaces", "lifetime"}: a name, 1 to 50 namespaces, and milliseconds up to seven days.',
)
const notYours = problem('not-yours-to-share', 'You can’t share from here: sign in with an account of your own.')
const noSuchLink = problem('no-such-link', 'There is no such link of yours: it may have ended already.')
const noSuchCluster = (name: string) =>
  problem('unknown-cluster', `There is no cluster "${name}" that you could share.`)
