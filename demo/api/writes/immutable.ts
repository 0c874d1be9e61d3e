import { isDeepStrictEqual } from 'node:util'
import { isList, isObject, type Json, type JsonObject, objectAt, without } from '@/demo/api/json'
import type { ResourceType } from '@/demo/store/types'
import { type FieldCause, forbiddenField, invalidValue } from './causes'

/** What an update may not change, in the words of pkg/apis/*\/validation, v1.36. */
export function changeCauses(type: ResourceType, old: JsonObject, next: JsonObject, subresource: string) {
  const rule = rules[type.resource]
  return (
    rule?.({ old: objectAt(old, 'spec'), next: objectAt(next, 'spec'), oldObject: old, object: next, subresource }) ??
    []
  )
}

interface Pair {
  readonly old: JsonObject
  readonly next: JsonObject
  readonly oldObject: JsonObject
  readonly object: JsonObject
  readonly subresource: string
}

const same = (a: Json | undefined, b: Json | undefined) => isDeepStrictEqual(a, b)

const fixed = ({ old, next }: Pair, ...fields: readonly string[]): readonly FieldCause[] =>
  fields.flatMap((field) =>
    same(old[field], next[field]) ? [] : [invalidValue(`spec.${field}`, next[field], 'field is immutable')],
  )

const fixedSelector = (pair: Pair) => fixed(pair, 'selector')

const rules: Readonly<Record<string, (pair: Pair) => readonly FieldCause[]>> = {
  deployments: fixedSelector,
  replicasets: fixedSelector,
  daemonsets: fixedSelector,
  statefulsets({ old, next }) {
    const free = [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'revisionHistoryLimit',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ]
    if (same(without(old, ...free), without(next, ...free))) return []
    const [first, second, third, fourth, fifth, sixth, last] = free.map((field) => `'${field}'`)
    const told = [first, second, third, fourth, fifth, sixth].join(', ')
    return [
      forbiddenField('spec', `updates to statefulset spec for fields other than ${told} and ${last} are forbidden`),
    ]
  },
  jobs: (pair) => [...fixed(pair, 'completions', 'selector', 'completionMode'), ...templateChange(pair)],
  pods: podChange,
  services({ old, next }) {
    const [before, after] = [old['clusterIPs'], next['clusterIPs']]
    if (old['type'] === 'ExternalName' || before === undefined || same(before, after)) return []
    return [invalidValue('spec.clusterIPs[0]', after, 'may not change once set')]
  },
  configmaps: contentChange,
  secrets: contentChange,
  persistentvolumeclaims({ old, next }) {
    const words =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'
    const free = ['resources', 'volumeAttributesClassName', 'volumeName']
    return same(without(old, ...free), without(next, ...free)) ? [] : [forbiddenField('spec', words)]
  },
  storageclasses: ({ oldObject, object }) =>
    ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'].flatMap((field) =>
      same(oldObject[field], object[field]) ? [] : [forbiddenField(field, `updates to ${field} are forbidden.`)],
    ),
}

/** What a Job that waits may still say about where its pods go. */
const placing = ['nodeSelector', 'affinity', 'tolerations', 'schedulingGates']

function templateChange({ old, next, oldObject }: Pair): readonly FieldCause[] {
  const waits = old['suspend'] === true && objectAt(oldObject, 'status')['startTime'] === undefined
  const specOf = (spec: JsonObject) => objectAt(objectAt(spec, 'template'), 'spec')
  const bare = (spec: JsonObject) => (waits ? without(specOf(spec), ...placing) : spec['template'])
  if (same(bare(old), bare(next))) return []
  // The server prints Go's structs here; their fields are those of the JSON under other names.
  return [invalidValue('spec.template.spec', specOf(next), 'field is immutable')]
}

function contentChange({ oldObject, object }: Pair): readonly FieldCause[] {
  if (oldObject['type'] !== object['type']) return [invalidValue('type', object['type'], 'field is immutable')]
  if (oldObject['immutable'] !== true) return []
  const words = 'field is immutable when `immutable` is set'
  return ['immutable', 'data', 'binaryData']
    .filter((field) => !same(oldObject[field], object[field]))
    .map((field) => forbiddenField(field, words))
}

const podWords =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,' +
  '`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),' +
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)'

function podChange({ old, next, subresource }: Pair): readonly FieldCause[] {
  const lists = ['containers', 'initContainers'] as const
  for (const list of lists)
    if (listOf(old[list]).length !== listOf(next[list]).length)
      return [forbiddenField(`spec.${list}`, 'pod updates may not add or remove containers')]
  const free = subresource === 'resize' ? ['resources', 'resizePolicy'] : ['image']
  const bare = (spec: JsonObject): JsonObject => ({
    ...without(spec, 'activeDeadlineSeconds', 'tolerations', 'schedulingGates', ...lists),
    ...Object.fromEntries(
      lists.map((list) => [list, listOf(spec[list]).map((item) => (isObject(item) ? without(item, ...free) : item))]),
    ),
  })
  const tolerations = listOf(next['tolerations'])
  const keeps = listOf(old['tolerations']).every((known) => tolerations.some((toleration) => same(toleration, known)))
  return same(bare(old), bare(next)) && keeps ? [] : [forbiddenField('spec', podWords)]
}

const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : [])
