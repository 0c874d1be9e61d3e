import { kinds } from '@/lib/kube/kinds/all'
import type { Grants } from '@/lib/kube/rbac/grants'
import type { Scope } from '@/lib/views/sight'
import type { Actor } from '@/server/access/identity/actor'
import { type RulesReview, reviewRules } from '@/server/kube/rules-review'
import { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'
import { reviewAccess } from './access-review'
import type { Transports } from './transports'

/** What is asked of rights: where objects may be listed, and whether one thing may be done. */
export type Rights = Pick<Grants, 'allows' | 'scopeOf'>

/** What the API server itself says that viewers may do, where RBAC can't be known or is not all that decides. */
export interface Reviews {
  /** Undefined until they were asked for once. */
  rightsOf(key: string, actor: Actor): Rights | undefined
  close(): void
}

/** How long answers stand, ms; and after how long without interest nobody asks any more. */
const standMs = 60_000
const interestMs = 150_000
const atATime = 8

interface Entry {
  readonly actor: Actor
  rights: Rights | undefined
  wantedAt: number
  failures: number
}

/** `onChange` follows answers that came. */
export function createReviews(
  transports: Transports,
  namespaces: () => readonly string[],
  onChange: () => void,
): Reviews {
  const closed = new AbortController()
  const entries = new Map<string, Entry>()

  async function ask(entry: Entry) {
    const way = transports.acquire(entry.actor)
    if ('problem' in way) return
    try {
      entry.rights = await reviewAll(way.transport, namespaces(), closed.signal)
      entry.failures = 0
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      entry.failures += 1
      // What was said a while ago is not forgotten at the first failure, and not trusted for ever.
      if (entry.failures > 1) entry.rights = undefined
    } finally {
      way.release()
    }
    if (!closed.signal.aborted) onChange()
  }

  const timer = setInterval(() => {
    for (const [key, entry] of entries) {
      if (Date.now() - entry.wantedAt > interestMs) entries.delete(key)
      else void ask(entry)
    }
  }, standMs).unref()

  return {
    rightsOf(key, actor) {
      const known = entries.get(key)
      const entry = known ?? { actor, rights: undefined, wantedAt: 0, failures: 0 }
      entry.wantedAt = Date.now()
      if (known === undefined) {
        entries.set(key, entry)
        void ask(entry)
      }
      return entry.rights
    },
    close() {
      clearInterval(timer)
      closed.abort()
    },
  }
}

interface Asked {
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource: string
  readonly namespaced: boolean
}

const asked: readonly Asked[] = [
  ...Object.values(kinds).map(({ group, resource, namespaced }) => ({
    verb: 'list',
    group,
    resource,
    subresource: '',
    namespaced,
  })),
  { verb: 'get', group: '', resource: 'pods', subresource: 'log', namespaced: true },
]

const keyOf = ({ verb, group, resource, subresource }: Omit<Asked, 'namespaced'>) =>
  `${verb} ${group}/${resource}/${subresource}`

/** First for all namespaces at once; only of what is not granted there, namespace by namespace. */
async function reviewAll(transport: Transport, namespaces: readonly string[], signal: AbortSignal): Promise<Rights> {
  const scopes = new Map<string, Scope>()
  const open: Asked[] = []
  await each(asked, async (one) => {
    const isAll = await reviewAccess(transport, { ...one, name: '', namespace: '' }, signal)
    if (isAll) scopes.set(keyOf(one), 'all')
    else if (one.namespaced) open.push(one)
  })
  const within = new Map(open.map((one) => [one, new Set<string>()]))
  const rules = new Map<string, RulesReview>()
  if (open.length > 0)
    await each(namespaces, async (namespace) => {
      const review = await reviewRules(transport, namespace, signal)
      rules.set(namespace, review)
      for (const one of open) {
        const isAllowed =
          review.allows({ ...one, name: '' }) ||
          (!review.complete && (await reviewAccess(transport, { ...one, name: '', namespace }, signal)))
        if (isAllowed) within.get(one)?.add(namespace)
      }
    })
  for (const [one, found] of within) scopes.set(keyOf(one), found)
  return rightsFrom(scopes, rules)
}

const nowhere: Scope = new Set()

function rightsFrom(scopes: ReadonlyMap<string, Scope>, rules: ReadonlyMap<string, RulesReview>): Rights {
  const scopeOf: Rights['scopeOf'] = (verb, group, resource, subresource = '') =>
    scopes.get(keyOf({ verb, group, resource, subresource })) ?? nowhere
  return {
    scopeOf,
    allows(attributes) {
      const { verb, group, resource, subresource, namespace } = attributes
      // Who may list a type reads its objects that way too; for one object the API server itself has the last word.
      const scope = scopeOf(verb === 'get' && subresource === '' ? 'list' : verb, group, resource, subresource)
      return scope === 'all' || scope.has(namespace) || rules.get(namespace)?.allows(attributes) === true
    },
  }
}

/** All of them, a few at a time. */
async function each<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const work = async () => {
    for (const item of waiting) await act(item)
  }
  await Promise.all(Array.from({ length: atATime }, work))
}
