import type { PolicyRule } from '@/lib/kube/kinds/role'
import type { Attributes } from './attributes'

/** What is asked of a rule: where it holds is said by the binding. */
export type Asked = Omit<Attributes, 'namespace'>

/** Whether one rule grants a request; RuleAllows, k8s.io/kubernetes plugin/pkg/auth/authorizer/rbac v1.36. */
export function ruleAllows(rule: PolicyRule, asked: Asked): boolean {
  return (
    names(rule.verbs, asked.verb) &&
    names(rule.apiGroups, asked.group) &&
    coveringWords(asked).some((word) => rule.resources.includes(word)) &&
    (rule.resourceNames.length === 0 || rule.resourceNames.includes(asked.name))
  )
}

export function ruleAllowsUrl(rule: PolicyRule, verb: string, path: string): boolean {
  return names(rule.verbs, verb) && rule.nonResourceURLs.some((url) => coversUrl(url, path))
}

/**
 * Each word in a rule's `resources` that covers a request: `*` covers subresources too, `pods` only itself, and `pods/*`
 * nothing (pkg/apis/rbac/v1/evaluation_helpers.go).
 */
export function coveringWords({ resource, subresource }: Pick<Asked, 'resource' | 'subresource'>): readonly string[] {
  return subresource === '' ? ['*', resource] : ['*', `${resource}/${subresource}`, `*/${subresource}`]
}

const names = (words: readonly string[], word: string): boolean => words.includes(word) || words.includes('*')

function coversUrl(known: string, path: string): boolean {
  return known === path || (known.endsWith('*') && path.startsWith(known.replace(/\*+$/, '')))
}
