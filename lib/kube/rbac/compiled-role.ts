import type { PolicyRule } from '@/lib/kube/kinds/role'
import { type Asked, ruleAllows, ruleAllowsUrl } from './rule'

/** The rules of a role, found by resource. */
export interface CompiledRole {
  /** `words` are the covering words of what is asked, made once for all roles of a person. */
  allows(asked: Asked, words: readonly string[]): boolean
  allowsUrl(verb: string, path: string): boolean
}

/** Indexed at the first question, for many roles are never asked. */
export function compileRole(rules: readonly PolicyRule[]): CompiledRole {
  let byResource: ReadonlyMap<string, readonly PolicyRule[]> | undefined
  return {
    allows(asked, words) {
      byResource ??= indexByResource(rules)
      for (const word of words) for (const rule of byResource.get(word) ?? []) if (ruleAllows(rule, asked)) return true
      return false
    },
    allowsUrl: (verb, path) => rules.some((rule) => ruleAllowsUrl(rule, verb, path)),
  }
}

function indexByResource(rules: readonly PolicyRule[]): ReadonlyMap<string, readonly PolicyRule[]> {
  const index = new Map<string, PolicyRule[]>()
  for (const rule of rules)
    for (const resource of rule.resources) {
      const known = index.get(resource)
      if (known === undefined) index.set(resource, [rule])
      else known.push(rule)
    }
  return index
}
