import { isList, isObject, type Json, type JsonObject } from '@/demo/api/json'
import type { ResourceType } from '@/demo/store/types'
import { type FieldCause, forbiddenField, invalidValue } from './causes'
import { finalizerProblems, keyProblems, nameProblems, valueProblems } from './names'

/** What is wrong with an object's metadata, as k8s.io/apimachinery pkg/api/validation tells it. */
export function metadataCauses(type: ResourceType, metadata: JsonObject): readonly FieldCause[] {
  const name = metadata['name']
  return [
    ...nameProblems(type, String(name)).map((why) => invalidValue('metadata.name', name, why)),
    ...labelCauses('metadata.labels', metadata['labels']),
    ...annotationCauses(metadata['annotations']),
    ...textsOf(metadata['finalizers']).flatMap((finalizer, at) =>
      finalizerProblems(type, finalizer).map((why) => invalidValue(`metadata.finalizers[${at}]`, finalizer, why)),
    ),
  ]
}

export const textsOf = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((item) => typeof item === 'string') : []

export function labelCauses(field: string, labels: Json | undefined): readonly FieldCause[] {
  if (!isObject(labels)) return []
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyProblems(key).map((why) => invalidValue(field, key, why)),
    ...valueProblems(String(value)).map((why) => invalidValue(field, value, why)),
  ])
}

const annotationLimit = 256 * 1024

function annotationCauses(annotations: Json | undefined): readonly FieldCause[] {
  if (!isObject(annotations)) return []
  const entries = Object.entries(annotations)
  const size = entries.reduce((sum, [key, value]) => sum + key.length + String(value).length, 0)
  const long = { reason: 'FieldValueTooLong', message: `Too long: may not be more than ${annotationLimit} bytes` }
  return [
    ...entries.flatMap(([key]) =>
      keyProblems(key.toLowerCase()).map((why) => invalidValue('metadata.annotations', key, why)),
    ),
    ...(size > annotationLimit ? [{ ...long, field: 'metadata.annotations' }] : []),
  ]
}

/** What may not change about metadata that is written over what is stored. */
export function metadataChangeCauses(old: JsonObject, wanted: JsonObject): readonly FieldCause[] {
  const causes: FieldCause[] = []
  if (old['deletionTimestamp'] !== undefined) {
    const known = textsOf(old['finalizers'])
    const added = textsOf(wanted['finalizers']).filter((finalizer) => !known.includes(finalizer))
    const told = `[]string{${added.map((finalizer) => `"${finalizer}"`).join(', ')}}`
    const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${told}`
    if (added.length > 0) causes.push(forbiddenField('metadata.finalizers', why))
  }
  if (wanted['uid'] !== undefined && wanted['uid'] !== old['uid'])
    causes.push(invalidValue('metadata.uid', wanted['uid'], 'field is immutable'))
  // The server checks metadata twice on its way, and tells both.
  return [...causes, ...causes]
}
