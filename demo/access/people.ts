import { createRandom } from '@/demo/random'
import { accountGroups, accountName, authenticated, type User } from './user'

/** Somebody the demo cluster knows by a bearer token. What each may do, Roles and bindings say: see shop-roles.ts. */
export interface Person extends User {
  readonly token: string
}

export interface People {
  /** anna is an SRE, rui a release manager, sam a stakeholder, tess a developer of two teams. */
  readonly persons: readonly Person[]
  /** The dashboard's own identity; it also holds the control endpoint. */
  readonly reader: Person
  /** May impersonate users and groups, and nothing else. */
  readonly deputy: Person
  /** Of `system:masters`, whom nothing is refused. */
  readonly admin: Person
  findByToken(token: string): Person | undefined
}

export const ownNamespace = 'quarterdeck'

/** Tokens come from the seed: what they protect is as made-up as they are, and listens on loopback only. */
export function createPeople(seed: string): People {
  const random = createRandom(`${seed}/people`)
  const known = (name: string, groups: readonly string[]): Person => ({
    name,
    groups: [...groups, authenticated],
    token: `demo-${random.suffix(24)}`,
  })
  const account = (name: string) => known(accountName(ownNamespace, name), accountGroups(ownNamespace))
  const persons = [
    known('anna', ['shop:sre']),
    known('rui', ['shop:release-managers']),
    known('sam', ['shop:stakeholders']),
  ]
  const reader = account('reader')
  const deputy = account('deputy')
  const tess = known('tess', ['shop:storefront-developers'])
  const admin = known('admin', ['system:masters'])
  const everyone = new Map([...persons, tess, reader, deputy, admin].map((each) => [each.token, each]))
  return {
    persons: [...persons, tess],
    reader,
    deputy,
    admin,
    findByToken: (token) => everyone.get(token),
  }
}
