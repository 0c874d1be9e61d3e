import type { Problem } from '@/lib/live/freshness'
import { identityFor } from '@/server/access/identity/impersonation'
import { keyOf, type Principal } from '@/server/access/identity/principal'
import { cookieName, cookieValues } from '@/server/access/sessions/cookie'
import type { Session } from '@/server/access/sessions/session'
import { addressOf } from '@/server/access/sign-in/arrive'
import { DatabaseError } from '@/server/database/database-error'
import type { Door } from './door'
import { write } from './written'

export interface Asking {
  readonly pathname: string
  readonly headers: Headers
}

/** `none` nobody is named; a problem: somebody is, and may not come in, or it can't be said now. */
export type Admission =
  | { readonly session: Session }
  | { readonly none: true }
  | { readonly status: 401 | 403 | 429 | 503; readonly problem: Problem }

const none: Admission = { none: true }

/** Finds out who asks: a script's bearer token, the headers of a trusted proxy, or a browser's cookie, in this order. */
export async function admit(asking: Asking, at: Door): Promise<Admission> {
  try {
    const authorization = asking.headers.get('authorization')
    const admission =
      authorization === null
        ? ((await byProxy(asking, at)) ?? (await byCookie(asking, at)))
        : await byToken(authorization, asking, at)
    if (!('session' in admission)) return admission
    return (await at.limits.allows(admission.session.id)) ? admission : { status: 429, problem: tooMany }
  } catch (error) {
    if (error instanceof DatabaseError) return { status: 503, problem: error.problem }
    throw error
  }
}

async function byCookie({ headers }: Asking, at: Door): Promise<Admission> {
  for (const secret of cookieValues(headers.get('cookie'), cookieName(at.config))) {
    const session = await at.sessions.recall(secret)
    if (session !== undefined) return { session }
  }
  return none
}

/** A token is of the cluster in the path, or of the one that a header names where the path has none. */
async function byToken(authorization: string, asking: Asking, at: Door): Promise<Admission> {
  if (!at.config.signIn.includes('token')) return { status: 401, problem: tokensOff }
  const [, token] = /^bearer +(\S+)$/i.exec(authorization) ?? []
  const cluster = clusterIn(asking.pathname) ?? asking.headers.get('x-quarterdeck-cluster') ?? at.onlyCluster
  if (token === undefined || cluster === undefined) return { status: 401, problem: whichCluster }
  const address = addressOf(asking, at)
  const admitted = await at.bearers.admit(cluster, token, address)
  if ('session' in admitted) return admitted
  const { problem } = admitted
  const statuses: Readonly<Record<string, 401 | 429>> = { 'wrong-token': 401, 'too-many-tokens': 429 }
  return { status: statuses[problem.code] ?? 503, problem }
}

/** Who a listed peer's headers name; undefined where they name nobody or anybody else sent them. */
async function byProxy({ headers }: Asking, at: Door): Promise<Admission | undefined> {
  const { proxy, signIn, deputyGroups } = at.config
  const user = headers.get(proxy.userHeader)
  if (!signIn.includes('proxy') || user === null || !at.intake.of(headers)?.fromPeer) return undefined
  const groups = (headers.get(proxy.groupsHeader) ?? '').split(',').map((group) => group.trim())
  const identity = identityFor(fromLatin1(user), groups.map(fromLatin1), deputyGroups)
  if (identity === undefined) return { status: 403, problem: notAPerson }
  const principal: Principal = { person: identity.user, provider: 'proxy', identity, cluster: null, namespaces: null }
  const key = keyOf(principal)
  const standing = at.standing.find(key)
  if (standing !== undefined) return { session: standing }
  const unrecorded = await write(at.ledger, principal, { verb: 'sign-in', address: addressOf({ headers }, at) })
  if (unrecorded !== undefined) return { status: 503, problem: unrecorded }
  at.standing.endOthers(key, principal)
  // Another request may have begun it meanwhile.
  return { session: at.standing.find(key) ?? at.standing.begin(key, principal) }
}

/** Node reads headers as Latin-1; proxies send names in UTF-8. */
const fromLatin1 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

function clusterIn(pathname: string): string | undefined {
  const [, cluster] = /^\/api\/clusters\/([^/]+)/.exec(pathname) ?? []
  if (cluster === undefined) return undefined
  try {
    return decodeURIComponent(cluster)
  } catch {
    // No cluster is called so: as good as one that isn't there.
    return cluster
  }
}

const tokensOff: Problem = {
  code: 'no-tokens',
  sentence: 'This server takes no bearer tokens: have "token" added to QUARTERDECK_SIGN_IN.',
  detail: null,
}
const whichCluster: Problem = {
  code: 'which-cluster',
  sentence: 'Send `Authorization: Bearer TOKEN`, and the header x-quarterdeck-cluster where the path names no cluster.',
  detail: null,
}
const notAPerson: Problem = {
  code: 'not-a-person',
  sentence: 'Nobody of this name may be impersonated: sign in to the proxy as a person.',
  detail: null,
}
const tooMany: Problem = {
  code: 'too-many-requests',
  sentence: 'Too many requests came from you at once: wait a few seconds.',
  detail: null,
}
