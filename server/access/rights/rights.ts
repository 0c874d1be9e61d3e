import type { Attributes } from '@/lib/kube/rbac/attributes'
import type { Problem } from '@/lib/live/freshness'
import type { Sight } from '@/lib/views/sight'
import type { Actor } from '@/server/access/identity/actor'
import { followAffected, type RbacStores } from './affected'
import { openComparing } from './comparing'
import type { Compared, Difference } from './comparison'
import { identityOf } from './identity'
import { createJudges } from './judges'
import { differs, unreadable } from './notices'
import { createPeople, type People } from './people'
import type { Reviews } from './reviews'
import { sightWithin } from './sight'

/** What those who ask a cluster may see and do there, as it changes. */
export interface ClusterRights {
  /** The same object for as long as they may list the same. */
  sightOf(actor: Actor): Sight
  /** Resolves once it is known what they may list, at the latest after `ms`. */
  known(actor: Actor, ms: number): Promise<void>
  allows(actor: Actor, asked: Attributes): boolean
  /** Why it is not RBAC's objects that decide; null where it is they. */
  notice(): Problem | null
  /** Called at most once a frame, when somebody's rights may be other than before. */
  subscribe(listener: () => void): () => void
  close(): void
}

export interface RightsOptions {
  readonly stores: RbacStores
  /** Whether RBAC's objects have been read; a problem when they can't be. */
  readonly reading: () => 'reading' | 'read' | Problem
  /** Gives what asks for `run` in the next frame, before anything is told there. */
  readonly task: (run: () => void) => () => void
  readonly reviews: (onChange: () => void) => Reviews
  /** How RBAC and the API server differ for somebody, if they do. */
  readonly compare: (compared: Compared) => Promise<Difference | undefined>
}

export interface OpenRights extends ClusterRights {
  /** The answer of `reading` may be another now. */
  readingChanged(): void
}

export function openRights({ stores, reading, task, reviews, compare }: RightsOptions): OpenRights {
  const listeners = new Set<() => void>()
  let difference: Difference | undefined
  let everybody = false
  let closed = false
  const request = task(update)
  const judges = createJudges(stores, () => reviews(renewAll), decidesNow())
  const affected = followAffected(stores, () => {
    judges.forget()
    request()
  })
  const people = createPeople(judges.rightsOf, () => comparing.soon())
  const compared = () => (judges.deciding() === 'rbac' ? people.all() : [])
  const comparing = openComparing(compared, compare, (found) => {
    difference = found
    readingChanged()
  })

  function decidesNow() {
    const state = reading()
    if (state === 'reading') return 'nobody'
    return state === 'read' && difference === undefined ? 'rbac' : 'reviews'
  }
  function renewAll() {
    everybody = true
    request()
  }
  /** In a frame, before rows: everyone whose rights may be other is reckoned anew. */
  function update() {
    if (closed) return
    const isAffected = affected.take()
    people.renew(everybody ? () => true : isAffected)
    everybody = false
    for (const listener of listeners) listener()
  }
  function readingChanged() {
    if (!judges.decide(decidesNow())) return
    renewAll()
    comparing.soon()
  }
  function subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    ...createAnswers(people, subscribe),
    notice: () => noticeOf(reading(), difference),
    subscribe,
    readingChanged,
    close() {
      closed = true
      comparing.close()
      affected.close()
      judges.close()
    },
  }
}

function noticeOf(state: ReturnType<RightsOptions['reading']>, difference: Difference | undefined): Problem | null {
  if (state !== 'read' && state !== 'reading') return unreadable(state)
  return difference === undefined ? null : differs(difference)
}

function createAnswers(
  people: People,
  subscribe: ClusterRights['subscribe'],
): Pick<ClusterRights, 'sightOf' | 'known' | 'allows'> {
  function sightOf(actor: Actor): Sight {
    const identity = identityOf(actor)
    if (identity === undefined) return sightWithin(actor.narrowedTo)
    return people.sightOf(people.find(actor, identity), actor.narrowedTo)
  }
  return {
    sightOf,
    known: (actor, ms) => until(() => sightOf(actor).known, subscribe, ms),
    allows(actor, asked) {
      if (!isLeft(actor, asked)) return false
      const identity = identityOf(actor)
      return identity === undefined || people.find(actor, identity).rights?.allows(asked) === true
    },
  }
}

/** Whether a shared link leaves it. */
function isLeft({ narrowedTo, readOnly }: Actor, { verb, namespace }: Attributes): boolean {
  if (narrowedTo !== undefined && !narrowedTo.has(namespace)) return false
  return readOnly !== true || ['get', 'list', 'watch'].includes(verb)
}

/** Resolves once `isSo`, at the latest after `ms`. */
function until(isSo: () => boolean, subscribe: ClusterRights['subscribe'], ms: number): Promise<void> {
  if (isSo()) return Promise.resolve()
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(deadline)
      ignore()
      resolve()
    }
    const ignore = subscribe(() => isSo() && finish())
    const deadline = setTimeout(finish, ms)
  })
}
