import { isCustom } from '@/demo/api/route'
import type { ResourceType } from '@/demo/store/types'
import { type FieldCause, invalidValue } from './causes'

// The rules and words of k8s.io/apimachinery pkg/util/validation and pkg/api/validation, v0.36.
const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const subdomain = `${label}(\\.${label})*`
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const value = `(${qualified})?`

const fits = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`).test(text)
const regex = (pattern: string) => `regex used for validation is '${pattern}'`

const subdomainWords =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'example.com', ${regex(subdomain)})`
const labelWords =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with " +
  `an alphanumeric character (e.g. 'my-name',  or '123-abc', ${regex(label)})`
const partWords =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyName',  or 'my.name',  or '123-abc', ${regex(qualified)})`
const valueWords =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
  `end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', ${regex(value)})`

const tooLong = (limit: number) => `must be no more than ${limit} characters`

function subdomainProblems(name: string, limit = 253): readonly string[] {
  return [...(name.length > limit ? [tooLong(limit)] : []), ...(fits(subdomain, name) ? [] : [subdomainWords])]
}

function labelProblems(name: string): readonly string[] {
  if (name.includes('.') && fits(subdomain, name)) return ['must not contain dots']
  return [...(name.length > 63 ? [tooLong(63)] : []), ...(fits(label, name) ? [] : [labelWords])]
}

function segmentProblems(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`)
}

/** What is wrong with an object's name; nothing when it is good. */
export function nameProblems(type: ResourceType, name: string): readonly string[] {
  if (type.group === 'rbac.authorization.k8s.io') return segmentProblems(name)
  if (['namespaces', 'services'].includes(type.resource)) return labelProblems(name)
  if (type.resource === 'cronjobs' && name.length > 52) return [tooLong(52)]
  return subdomainProblems(name)
}

/** What is wrong with a label's or annotation's key. */
export function keyProblems(key: string): readonly string[] {
  const parts = key.split('/')
  const [first = '', second] = parts
  if (parts.length > 2) {
    const example = `${partWords} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`
    return [`a valid label key ${example}`]
  }
  const name = second ?? first
  const prefix = second === undefined ? [] : subdomainProblems(first).map((problem) => `prefix part ${problem}`)
  if (name === '') return [...prefix, 'name part must be non-empty', `name part ${partWords}`]
  const long = name.length > 63 ? [`name part ${tooLong(63)}`] : []
  return [...prefix, ...long, ...(fits(qualified, name) ? [] : [`name part ${partWords}`])]
}

export function valueProblems(text: string): readonly string[] {
  return [...(text.length > 63 ? [tooLong(63)] : []), ...(fits(value, text) ? [] : [valueWords])]
}

/** A finalizer's name is qualified by a domain, or one of the garbage collector's. */
export function finalizerProblems(type: ResourceType, name: string): readonly string[] {
  if (['foregroundDeletion', 'orphan', 'kubernetes'].includes(name)) return []
  if (!name.includes('/') && !isCustom(type))
    return ['name is neither a standard finalizer name nor is it fully qualified']
  return keyProblems(name)
}

/** What is wrong with a name that has to be a label, of a container for one. */
export const labelProblemsOf = (field: string, name: string): readonly FieldCause[] =>
  labelProblems(name).map((why) => invalidValue(field, name, why))
