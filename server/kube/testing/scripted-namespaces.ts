import type { Kind } from '@/lib/kube/kind'
import type { RulesReview } from '@/server/kube/rules-review'
import type { Source } from '@/server/kube/source'
import { KubeError } from '@/server/kube/status-error'
import { createScriptedSource, type Thing } from '@/server/kube/testing/scripted-source'

const forbidden = new KubeError('forbidden', { code: 'forbidden', sentence: 'You may not.', detail: null })

export const thingKind = {
  group: '',
  version: 'v1',
  kind: 'Thing',
  resource: 'things',
  namespaced: true,
  fields: {},
} as const satisfies Kind

/** The sources of a server's namespaces, each refused as long as nobody grants it; '' is all of them at once. */
function createSources() {
  const sources = new Map<string, ReturnType<typeof createScriptedSource>>()

  function sourceIn(namespace: string) {
    const known = sources.get(namespace)
    if (known !== undefined) return known
    const made = createScriptedSource(namespace)
    made.refuse(forbidden)
    sources.set(namespace, made)
    return made
  }

  async function* listAll(): ReturnType<Source<Thing>['list']> {
    const version = yield* sourceIn('').source.list()
    for (const { things } of sources.values()) yield { objects: [...things()], expected: null }
    return version
  }

  return {
    sourceIn,
    sourceOf: (namespace = ''): Source<Thing> =>
      namespace === '' ? { ...sourceIn('').source, list: listAll } : sourceIn(namespace).source,
  }
}

/** A server of things in namespaces, whose rights come and go as the test wants. */
export function createScriptedNamespaces() {
  const { sourceIn, sourceOf } = createSources()
  const granted = new Set<string>()
  /** What was asked besides the sources: `review shop`, `answers shop`. */
  const asked: string[] = []
  let found: readonly string[] | undefined = []
  let complete = true

  async function review(namespace: string): Promise<RulesReview> {
    asked.push(`review ${namespace}`)
    const grants = () => complete && granted.has(namespace)
    return { complete, grants, allows: grants }
  }

  async function answers(_: Kind, namespace: string) {
    asked.push(`answers ${namespace}`)
    return granted.has(namespace)
  }

  return {
    sourceIn,
    sourceOf,
    asked,
    questions: { found: () => found, review, answers },
    /** '' grants all namespaces at once. */
    grant(...namespaces: readonly string[]) {
      for (const namespace of namespaces) {
        granted.add(namespace)
        sourceIn(namespace).refuse(undefined)
      }
    },
    /** As an API server does it: an open watch goes on. */
    revoke(namespace: string) {
      granted.delete(namespace)
      sourceIn(namespace).refuse(forbidden)
    },
    /** The namespace refuses, whatever its rules say, and the open watch ends. */
    breakOff(namespace: string) {
      sourceIn(namespace).refuse(forbidden)
      sourceIn(namespace).end(forbidden)
    },
    /** What a list of all namespaces says; undefined while it is under way. */
    find(namespaces: readonly string[] | undefined) {
      found = namespaces
    },
    /** Some authorizers can't say what they grant. */
    keepRulesBack() {
      complete = false
    },
  }
}
