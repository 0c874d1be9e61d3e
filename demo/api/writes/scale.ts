import { type JsonObject, objectAt } from '@/demo/api/json'
import { isCustom, type Target } from '@/demo/api/route'
import { decode } from '@/demo/api/schema/decode'
import { conflict, invalid, modifiedMeanwhile } from '@/demo/api/status'
import type { KubeObject, LabelSelector } from '@/demo/store/objects'
import { type BodyType, checkUnknown, kindName, readObject } from './body'
import { invalidValue, negative } from './causes'
import { existing, toJson } from './plain'
import { checkName, save } from './update'
import { readWriteOptions } from './write-options'
import type { Desk, Outcome, WriteRequest } from './writer'

export const scaleType: BodyType = { group: 'autoscaling', version: 'v1', kind: 'Scale' }

/** What `/scale` of a workload answers. Go leaves a count of 0 out of the spec, and tells it in the status. */
export function scaleOf({ collection: { type } }: Target, object: KubeObject): JsonObject {
  const { spec, status, metadata } = toJson(object) as { spec?: JsonObject; status?: JsonObject; metadata: JsonObject }
  const { replicas = isCustom(type) ? 0 : 1, selector } = spec ?? {}
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata
  // The store's selectors are checked when they come in.
  const told = isCustom(type) ? status?.['selector'] : formatSelector((selector ?? {}) as LabelSelector)
  return JSON.parse(
    JSON.stringify({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
      spec: replicas === 0 ? {} : { replicas },
      status: { replicas: status?.['replicas'] ?? 0, selector: told },
    }),
  )
}

/** `app=web,tier in (a,b),!x`, as metav1.FormatLabelSelector writes it. */
export function formatSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const words = { In: 'in', NotIn: 'notin', Exists: '', DoesNotExist: '!' }
  const expressions = matchExpressions.map(({ key, operator, values = [] }) =>
    values.length === 0 ? `${words[operator]}${key}` : `${key} ${words[operator]} (${[...values].sort().join(',')})`,
  )
  return [...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`), ...expressions].sort().join(',')
}

export function replaceScale(desk: Desk, target: Target, { query, contentType, body }: WriteRequest): Outcome {
  const options = readWriteOptions('UpdateOptions', query)
  const { object, unknown } = readObject(scaleType, contentType, body)
  const warnings = checkUnknown(scaleType, unknown, options.validation)
  checkName(target, objectAt(object, 'metadata'), false)
  return { code: 200, body: saveScale(desk, target, existing(target), object, options.dryRun), warnings }
}

/** Stores the replicas of a Scale in its workload. */
export function saveScale(desk: Desk, target: Target, old: KubeObject, scale: JsonObject, dryRun: boolean): object {
  const { type } = target.collection
  const { replicas = 0 } = objectAt(scale, 'spec')
  const { name, resourceVersion } = old.metadata
  const asked = objectAt(scale, 'metadata')['resourceVersion']
  if (asked && asked !== resourceVersion) throw conflict(type, name, modifiedMeanwhile)
  const isNegative = typeof replicas === 'number' && replicas < 0
  if (isNegative && isCustom(type))
    throw invalid(kindName(type), name, [invalidValue('.spec.replicas', replicas, 'should be a non-negative integer')])
  if (isNegative) throw invalid(kindName(scaleType), name, negative('spec.replicas', replicas))
  const plain = toJson(old)
  const wanted = decode(type.kind, { ...plain, spec: { ...objectAt(plain, 'spec'), replicas } }).object
  return scaleOf(target, save(desk, { ...target, subresource: '' }, old, wanted, dryRun))
}
