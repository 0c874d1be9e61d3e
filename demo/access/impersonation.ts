import type { IncomingMessage } from 'node:http'
import { badRequest } from '@/demo/api/status'
import type { Attributes } from './attributes'
import type { Authorizer } from './authorizer'
import { refused } from './refusal'
import { accountGroups, anonymous, authenticated, parseAccountName, type User, unauthenticated } from './user'

const extraPrefix = 'impersonate-extra-'

/** Whom a request speaks for: its `Impersonate-` headers' user if the sender may, else the sender. Throws 400 and 403. */
export function impersonate(authorizer: Authorizer, sender: User, request: IncomingMessage): User {
  const wanted = readWanted(request.headersDistinct)
  if (wanted === undefined) return sender
  for (const asked of permissions(wanted)) if (!authorizer.decide(sender, asked).allowed) throw refused(sender, asked)
  return { ...wanted, groups: completeGroups(wanted) }
}

function readWanted(headers: IncomingMessage['headersDistinct']): User | undefined {
  const [name = ''] = headers['impersonate-user'] ?? []
  const [uid = ''] = headers['impersonate-uid'] ?? []
  const groups = headers['impersonate-group'] ?? []
  const extras = Object.entries(headers)
    .filter(([header]) => header.startsWith(extraPrefix))
    .map(([header, values = []]) => [unescape(header.slice(extraPrefix.length)), values] as const)
  if (name === '' && uid === '' && groups.length + extras.length === 0) return undefined
  const extra = Object.fromEntries(extras)
  if (name === '') throw badRequest(`requested ${inGo(uid, groups, extra)} without impersonating a user name`)
  return { name, ...(uid === '' ? {} : { uid }), groups, ...(extras.length === 0 ? {} : { extra }) }
}

function unescape(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    // As the API server does: what can't be decoded is meant literally.
    return key
  }
}

/** The API server prints its own structure. */
function inGo(uid: string, groups: readonly string[], extra: NonNullable<User['extra']>): string {
  const list = (values: readonly string[]) =>
    values.length === 0 ? '[]string(nil)' : `[]string{${values.map((value) => JSON.stringify(value)).join(', ')}}`
  const entries = Object.entries(extra).map(([key, values]) => `${JSON.stringify(key)}:${list(values)}`)
  const map = entries.length === 0 ? '(nil)' : `{${entries.join(', ')}}`
  return `&user.DefaultInfo{Name:"", UID:"${uid}", Groups:${list(groups)}, Extra:map[string][]string${map}}`
}

/** What the sender needs to be allowed, one by one, in the API server's order. */
function permissions({ name, uid, groups, extra = {} }: User): readonly Attributes[] {
  const core = { group: '', version: 'v1' }
  const identity = { group: 'authentication.k8s.io', version: 'v1' }
  const account = parseAccountName(name)
  const to = (of: typeof core, resource: string, which: string, rest: Partial<Attributes> = {}): Attributes => ({
    isResource: true,
    verb: 'impersonate',
    ...of,
    resource,
    subresource: '',
    namespace: '',
    name: which,
    path: '',
    ...rest,
  })
  return [
    account === undefined
      ? to(core, 'users', name)
      : to(core, 'serviceaccounts', account.name, { namespace: account.namespace }),
    ...groups.map((group) => to(core, 'groups', group)),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => to(identity, 'userextras', value, { subresource: key })),
    ),
    ...(uid === undefined ? [] : [to(identity, 'uids', uid)]),
  ]
}

/** Everybody is in one of the two groups; a service account is in its own unless groups were given. */
function completeGroups({ name, groups }: User): readonly string[] {
  const account = parseAccountName(name)
  const own = groups.length === 0 && account !== undefined ? accountGroups(account.namespace) : groups
  const group = name === anonymous.name ? unauthenticated : authenticated
  return own.some((each) => each === group || each === unauthenticated) ? own : [...own, group]
}
