import { createRandom } from '@/demo/random'

/** Somebody the demo cluster knows by a bearer token. What each may do comes with RBAC. */
export interface Person {
  readonly name: string
  readonly groups: readonly string[]
  readonly token: string
}

export interface People {
  /** anna is an SRE, rui a release manager, sam a stakeholder. */
  readonly persons: readonly Person[]
  /** The dashboard's own identity; it also holds the control endpoint. */
  readonly reader: Person
  findByToken(token: string): Person | undefined
}

/** Tokens come from the seed: what they protect is as made-up as they are, and listens on loopback only. */
export function createPeople(seed: string): People {
  const random = createRandom(`${seed}/people`)
  const person = (name: string, group: string): Person => ({
    name,
    groups: [group, 'system:authenticated'],
    token: `demo-${random.suffix(24)}`,
  })
  const persons = [
    person('anna', 'shop:sre'),
    person('rui', 'shop:release-managers'),
    person('sam', 'shop:stakeholders'),
  ]
  const reader = person('system:serviceaccount:quarterdeck:reader', 'system:serviceaccounts')
  const everyone = new Map([...persons, reader].map((known) => [known.token, known]))
  return { persons, reader, findByToken: (token) => everyone.get(token) }
}

/** A kubeconfig with one context, `demo`, that reads as the dashboard does. */
export function formatKubeconfig(server: string, token: string): string {
  return `apiVersion: v1
kind: Config
current-context: demo
clusters:
  - name: demo
    cluster:
      server: ${server}
users:
  - name: reader
    user:
      token: ${token}
contexts:
  - name: demo
    context:
      cluster: demo
      user: reader
`
}
