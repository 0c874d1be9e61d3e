import type { IncomingMessage } from 'node:http'
import type { Target } from '@/demo/api/route'
import { noSuchResource } from '@/demo/api/status'
import type { Clock } from '@/demo/clock'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { type Attributes, readAttributes } from './attributes'
import { authenticate } from './authentication'
import { createAuthorizer } from './authorizer'
import { checkGrant, readGrant } from './escalation'
import { impersonate } from './impersonation'
import type { People } from './people'
import { refused } from './refusal'
import { answerReview, findReview } from './reviews'
import { parseAccountName, type User } from './user'

/** The door of the API: everything passes `identify` and `authorize` before it is looked at. All throw what the API answers. */
export interface Access {
  /** For whom the request speaks. The very object of `people` when it speaks for its sender. */
  identify(request: IncomingMessage): User
  /** What it asks for, which is allowed. */
  authorize(user: User, request: IncomingMessage): Attributes
  /** The answer to a review's body, undefined when the request is for none. */
  findReview(user: User, asked: Attributes): ((body: unknown) => object) | undefined
  /** Throws unless a target is what was allowed: a path has one meaning, or none. */
  checkTarget(asked: Attributes, target: Target): void
  /** Throws when a user may not store an object though they may write its type. */
  admit(user: User, target: Target, object: KubeObject, previous: KubeObject | undefined): void
}

const grants = ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings']

export function createAccess({ store, clock, people }: { store: Store; clock: Clock; people: People }): Access {
  const authorizer = createAuthorizer(store)
  const reviewer = {
    authorizer,
    people,
    now: clock.now,
    uidOf({ name }: User) {
      const account = parseAccountName(name)
      return account && store.serviceaccounts.get(account.namespace, account.name)?.metadata.uid
    },
  }
  return {
    identify: (request) => impersonate(authorizer, authenticate(people, request), request),
    authorize(user, { method = '', url = '/' }) {
      const asked = readAttributes(method, url)
      if (!authorizer.decide(user, asked).allowed) throw refused(user, asked)
      return asked
    },
    findReview(user, asked) {
      const type = findReview(asked)
      return type && ((body) => answerReview(reviewer, user, type, asked, body))
    },
    checkTarget(asked, { collection: { type }, namespace, name, subresource }) {
      const isSame =
        asked.isResource &&
        asked.group === type.group &&
        asked.resource === type.resource &&
        asked.subresource === subresource &&
        // A namespace is in itself for the authorizer; a name can come from a field selector.
        (asked.namespace === namespace || type.resource === 'namespaces') &&
        (asked.name === name || (name === '' && ['list', 'watch'].includes(asked.verb)))
      if (!isSame) throw noSuchResource()
    },
    admit(user, { collection: { type } }, object, previous) {
      if (type.group !== 'rbac.authorization.k8s.io' || !grants.includes(type.resource)) return
      checkGrant(authorizer, user, { type, object: readGrant(object), previous: previous && readGrant(previous) })
    },
  }
}
