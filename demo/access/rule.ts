import type { PolicyRule } from '@/demo/store/rbac-objects'
import type { Attributes } from './attributes'

type Words = readonly string[] | undefined

/** Whether one rule grants a request; pkg/apis/rbac/v1/evaluation_helpers.go, v1.36. */
export function ruleAllows(rule: PolicyRule, asked: Attributes): boolean {
  if (!names(rule.verbs, asked.verb)) return false
  if (!asked.isResource) return (rule.nonResourceURLs ?? []).some((url) => urlCovers(url, asked.path))
  const { resource, subresource } = asked
  const whole = subresource === '' ? resource : `${resource}/${subresource}`
  return (
    names(rule.apiGroups, asked.group) &&
    (rule.resources ?? []).some((known) => resourceCovers(known, whole)) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(asked.name))
  )
}

/** Whether one rule grants all of another; k8s.io/component-helpers auth/rbac/validation, v0.36. */
export function ruleCovers(owned: PolicyRule, wanted: PolicyRule): boolean {
  const resources = owned.resources ?? []
  return (
    wanted.verbs.every((verb) => names(owned.verbs, verb)) &&
    (wanted.apiGroups ?? []).every((group) => names(owned.apiGroups, group)) &&
    (wanted.resources ?? []).every((each) => resources.some((known) => resourceCovers(known, each))) &&
    (wanted.nonResourceURLs ?? []).every((url) => owned.nonResourceURLs?.some((known) => urlCovers(known, url))) &&
    (!owned.resourceNames?.length ||
      (!!wanted.resourceNames?.length && wanted.resourceNames.every((name) => owned.resourceNames?.includes(name))))
  )
}

const names = (words: Words, word: string) => words !== undefined && (words.includes('*') || words.includes(word))

/** `*` covers subresources too, a star after the slash only asterisks; a plain name covers itself alone. */
function resourceCovers(known: string, whole: string): boolean {
  const slash = whole.indexOf('/')
  return known === '*' || known === whole || (slash > 0 && known === `*${whole.slice(slash)}`)
}

function urlCovers(known: string, path: string): boolean {
  return known === path || (known.endsWith('*') && path.startsWith(known.replace(/\*+$/, '')))
}
