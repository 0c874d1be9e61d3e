import { nothingYet, type Sight } from '@/lib/views/sight'
import type { Actor, Identity } from '@/server/access/identity/actor'
import { identityKey } from './identity'
import type { Rights } from './reviews'
import { sightFrom } from './sight'

/** Somebody who asked, with what they may do as it was last reckoned. */
export interface Person {
  readonly actor: Actor
  readonly identity: Identity
  rights: Rights | undefined
  /** By what a shared link leaves of their rights. */
  readonly sights: Map<string, { readonly within: ReadonlySet<string> | undefined; readonly sight: Sight }>
  comparedAt: number
}

/** Those who asked a cluster. */
export interface People {
  /** Reckons the rights of who is new. */
  find(actor: Actor, identity: Identity): Person
  sightOf(person: Person, within: ReadonlySet<string> | undefined): Sight
  /** Reckons anew the rights of some; sights that say the same stay the same objects. */
  renew(isAffected: (identity: Identity) => boolean): void
  all(): Iterable<Person>
}

/** Whoever was first asked about longest ago is reckoned anew when asked about again. */
const mostHeld = 2_000

export function createPeople(
  rightsOf: (key: string, actor: Actor, identity: Identity) => Rights | undefined,
  onNew: () => void,
): People {
  const held = new Map<string, Person>()
  return {
    find(actor, identity) {
      const key = identityKey(identity)
      const known = held.get(key)
      if (known !== undefined) return known
      const person = { actor, identity, rights: rightsOf(key, actor, identity), sights: new Map(), comparedAt: 0 }
      held.set(key, person)
      for (const oldest of held.keys()) if (held.size > mostHeld) held.delete(oldest)
      onNew()
      return person
    },
    sightOf(person, within) {
      const key = within === undefined ? '' : JSON.stringify([...within].sort())
      const known = person.sights.get(key) ?? { within, sight: reckon(person, within) }
      person.sights.set(key, known)
      return known.sight
    },
    renew(isAffected) {
      for (const [key, person] of held) {
        if (!isAffected(person.identity)) continue
        person.rights = rightsOf(key, person.actor, person.identity)
        for (const [name, { within, sight }] of person.sights) {
          const now = reckon(person, within)
          if (now.key !== sight.key) person.sights.set(name, { within, sight: now })
        }
      }
    },
    all: () => held.values(),
  }
}

const reckon = ({ rights }: Person, within: ReadonlySet<string> | undefined): Sight =>
  rights === undefined ? nothingYet : sightFrom(rights, within)
