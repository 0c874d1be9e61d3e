import type { KubeObject, LabelSelector, TextMap } from '@/demo/store/objects'
import type { ResourceType } from '@/demo/store/types'
import { badRequest } from './status'

export type Matcher = (object: KubeObject) => boolean

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k`; throws the API's 400 when it can't be read. */
export function parseLabelSelector(text: string): (labels: TextMap) => boolean {
  const requirements = text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseRequirement)
  return (labels) => requirements.every((matches) => matches(labels))
}

function parseRequirement(text: string): (labels: TextMap) => boolean {
  const set = /^([\w./-]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text)
  if (set !== null) {
    const [, key = '', operator, list = ''] = set
    const values = list.split(',').map((value) => value.trim())
    return (labels) => values.includes(labels[key] ?? '\0') === (operator === 'in')
  }
  const equality = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/.exec(text)
  if (equality !== null) {
    const [, key = '', operator, value] = equality
    return (labels) => (labels[key] === value) === (operator !== '!=')
  }
  const presence = /^(!?)\s*([\w./-]+)$/.exec(text)
  if (presence === null)
    throw badRequest(`unable to parse requirement: found '${text}', expected: identifier, '!', or an operator`)
  const [, not, key = ''] = presence
  return (labels) => (labels[key] !== undefined) === (not === '')
}

export function matchesSelector(selector: LabelSelector, labels: TextMap = {}): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) if (labels[key] !== value) return false
  return (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
    const value = labels[key]
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value)
      case 'NotIn':
        return value === undefined || !values.includes(value)
      case 'Exists':
        return value !== undefined
      case 'DoesNotExist':
        return value === undefined
    }
  })
}

// Fields per type: k8s.io/kubernetes pkg/registry/*/strategy.go (ToSelectableFields), v1.36.
const specialFields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  jobs: ['status.successful'],
  replicasets: ['status.replicas'],
}

/** `metadata.name=x,status.phase!=Running`; throws the API's 400 for a field that the type can't be selected by. */
export function parseFieldSelector(type: ResourceType, text: string): Matcher {
  const requirements = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, field = '', operator, value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? []
      if (operator === undefined) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`)
      if (!isSelectable(type, field)) throw badRequest(`field label not supported: ${field}`)
      const path = field.split('.')
      return (object: KubeObject) => (fieldText(object, path) === value) === (operator !== '!=')
    })
  return (object) => requirements.every((matches) => matches(object))
}

function isSelectable(type: ResourceType, field: string): boolean {
  if (field === 'metadata.name' || (field === 'metadata.namespace' && type.namespaced)) return true
  return specialFields[type.resource]?.includes(field) ?? false
}

function fieldText(object: KubeObject, path: readonly string[]): string {
  let value: unknown = object
  for (const name of path) value = isRecord(value) ? value[name] : undefined
  if (value === undefined) return path[1] === 'unschedulable' ? 'false' : ''
  return String(value)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
