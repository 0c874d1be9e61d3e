import { isDeepStrictEqual } from 'node:util'
import { type JsonObject, objectAt, without } from '@/demo/api/json'
import { isCustom } from '@/demo/api/route'
import type { ResourceType } from '@/demo/store/types'

/** Types whose strategy counts changes of what is wanted (pkg/registry/*\/strategy.go, v1.36); all custom ones do. */
const counted = [
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'poddisruptionbudgets',
  'ingresses',
  'ingressclasses',
  'networkpolicies',
  'endpointslices',
  'priorityclasses',
  'customresourcedefinitions',
]

export const hasGeneration = (type: ResourceType): boolean => isCustom(type) || counted.includes(type.resource)

/** Whether an update wants something else than before. */
export function raisesGeneration(type: ResourceType, old: JsonObject, next: JsonObject): boolean {
  const wanted = (object: JsonObject) =>
    without(object, 'metadata', ...(type.subresources.includes('status') ? ['status'] : []))
  if (!isDeepStrictEqual(wanted(old), wanted(next))) return true
  const annotations = (object: JsonObject) => objectAt(objectAt(object, 'metadata'), 'annotations')
  return type.resource === 'deployments' && !isDeepStrictEqual(annotations(old), annotations(next))
}
