import type { KubeObject } from '@/demo/store/objects'
import type { ResourceType } from '@/demo/store/types'
import { eventsGroup } from './events'
import { isCustom } from './route'
import { badRequest } from './status'

export type Matcher = (object: KubeObject) => boolean

/** A field's text: by its path, or by a rule where its value is not what it says. */
type Read = (object: KubeObject) => string

const involved = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath']
const about = (field: string) => involved.map((part) => `${field}.${part}`)

// Fields per type: pkg/apis/*\/v1/conversion.go (AddFieldLabelConversionFunc), v1.36.
const fields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  services: ['spec.clusterIP', 'spec.type'],
  secrets: ['type'],
  jobs: ['status.successful'],
  events: [...about('involvedObject'), 'reason', 'reportingComponent', 'source', 'type'],
  'events.events.k8s.io': [...about('regarding'), 'reason', 'reportingController', 'type'],
}

const at = (path: string): Read => {
  const names = path.split('.')
  return (object) => {
    let value: unknown = object
    for (const name of names) value = isRecord(value) ? value[name] : undefined
    return value === undefined || value === null ? '' : String(value)
  }
}

const special: Readonly<Record<string, Read>> = {
  'spec.unschedulable': (object) => at('spec.unschedulable')(object) || 'false',
  'spec.hostNetwork': (object) => at('spec.hostNetwork')(object) || 'false',
  'status.podIPs': at('status.podIP'),
  'status.successful': (object) => at('status.succeeded')(object) || '0',
  source: (object) => at('source.component')(object) || at('reportingComponent')(object),
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** `metadata.name=x,status.phase!=Running`; throws the API's 400 for a field that the type can't be selected by. */
export function parseFieldSelector(type: ResourceType, text: string): Matcher {
  const requirements = text
    .split(/(?<!\\),/)
    .filter((part) => part !== '')
    .map((part) => parseRequirement(type, part))
  return (object) => requirements.every((matches) => matches(object))
}

function parseRequirement(type: ResourceType, part: string): Matcher {
  const [, field, operator, escaped = ''] = /^(.*?)(!=|==?)(.*)$/.exec(part) ?? []
  if (field === undefined) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`)
  const odd = /(?<!\\)=/.exec(escaped)
  if (odd !== null) throw badRequest('invalid field selector: unescaped character in value: 61')
  if (!isSelectable(type, field)) throw badRequest(unsupported(type, field))
  const value = escaped.replace(/\\(.)/g, '$1')
  const read = special[field] ?? at(field)
  return (object) => (read(object) === value) === (operator !== '!=')
}

const own = ({ group, resource }: ResourceType) => fields[group === eventsGroup ? `${resource}.${group}` : resource]

function isSelectable(type: ResourceType, field: string): boolean {
  if (field === 'metadata.name' || (field === 'metadata.namespace' && type.namespaced)) return true
  return !isCustom(type) && (own(type)?.includes(field) ?? false)
}

/** The words differ between the types that have fields of their own and those that don't. */
function unsupported(type: ResourceType, field: string): string {
  if (type.resource === 'jobs') return `field label "${field}" not supported for Job`
  if (isCustom(type) || own(type) !== undefined) return `field label not supported: ${field}`
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
}
