import { isList, isObject, type Json, type JsonObject, objectAt } from '@/demo/api/json'
import { matchesSelector } from '@/demo/api/selectors'
import type { LabelSelector, TextMap } from '@/demo/store/objects'
import { duplicate, type FieldCause, invalidValue, required, unsupportedValue } from './causes'
import { labelProblemsOf } from './names'
import { labelCauses } from './validate-metadata'

const objectsOf = (value: Json | undefined): readonly JsonObject[] => (isList(value) ? value.filter(isObject) : [])

/** What is wrong with a pod's spec: the part of pkg/apis/core/validation that keeps containers apart and nameable. */
export function podSpecCauses(field: string, spec: JsonObject): readonly FieldCause[] {
  const containers = objectsOf(spec['containers'])
  const seen = new Set<string>()
  return [
    ...(containers.length === 0 ? [required(`${field}.containers`)] : []),
    ...containerCauses(`${field}.containers`, containers, seen),
    ...containerCauses(`${field}.initContainers`, objectsOf(spec['initContainers']), seen),
    ...volumeCauses(field, spec),
    ...unsupported(`${field}.restartPolicy`, spec['restartPolicy'], ['Always', 'OnFailure', 'Never']),
    ...unsupported(`${field}.dnsPolicy`, spec['dnsPolicy'], [
      'ClusterFirstWithHostNet',
      'ClusterFirst',
      'Default',
      'None',
    ]),
    ...labelCauses(`${field}.nodeSelector`, spec['nodeSelector']),
  ]
}

const unsupported = (field: string, value: Json | undefined, supported: readonly string[]) =>
  value === undefined || supported.includes(String(value)) ? [] : [unsupportedValue(field, value, supported)]

function containerCauses(field: string, containers: readonly JsonObject[], seen: Set<string>): readonly FieldCause[] {
  return containers.flatMap((container, at) => {
    const place = `${field}[${at}]`
    const name = String(container['name'] ?? '')
    const known = seen.has(name)
    seen.add(name)
    const named = name === '' ? [required(`${place}.name`)] : labelProblemsOf(`${place}.name`, name)
    return [
      ...(known && name !== '' ? [duplicate(`${place}.name`, name)] : named),
      ...(container['image'] === undefined || container['image'] === '' ? [required(`${place}.image`)] : []),
      ...unsupported(`${place}.imagePullPolicy`, container['imagePullPolicy'], ['Always', 'IfNotPresent', 'Never']),
      ...resourceCauses(`${place}.resources`, objectAt(container, 'resources')),
    ]
  })
}

function resourceCauses(field: string, resources: JsonObject): readonly FieldCause[] {
  const limits = objectAt(resources, 'limits')
  return Object.entries(objectAt(resources, 'requests')).flatMap(([name, request]) => {
    const amount = quantityOf(request)
    if (amount < 0) return [invalidValue(`${field}.requests[${name}]`, request, 'must be greater than or equal to 0')]
    const limit = limits[name]
    if (limit === undefined || amount <= quantityOf(limit)) return []
    return [
      invalidValue(`${field}.requests`, request, `must be less than or equal to ${name} limit of ${String(limit)}`),
    ]
  })
}

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

function quantityOf(value: Json): number {
  const [, digits = '0', suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)(\D*)$/.exec(String(value)) ?? []
  return Number(digits) * (factors[suffix] ?? 1)
}

function volumeCauses(field: string, spec: JsonObject): readonly FieldCause[] {
  const names = objectsOf(spec['volumes']).map(({ name }) => String(name))
  const repeated = names.flatMap((name, at) =>
    names.indexOf(name) < at ? [duplicate(`${field}.volumes[${at}].name`, name)] : [],
  )
  const unmatched = objectsOf(spec['containers']).flatMap((container, index) =>
    objectsOf(container['volumeMounts']).flatMap(({ name = '' }, at) =>
      names.includes(String(name)) ? [] : [notFound(`${field}.containers[${index}].volumeMounts[${at}].name`, name)],
    ),
  )
  return [...repeated, ...unmatched]
}

const notFound = (field: string, value: Json): FieldCause => ({
  reason: 'FieldValueNotFound',
  field,
  message: `Not found: ${JSON.stringify(value)}`,
})

/** What is wrong with a workload's template and its selector. `restarts`: the policies that the kind allows. */
export function templateCauses(spec: JsonObject, restarts: readonly string[]): readonly FieldCause[] {
  const template = objectAt(spec, 'template')
  const podSpec = objectAt(template, 'spec')
  const labels = objectAt(template, 'metadata')['labels']
  const policy = podSpec['restartPolicy']
  const isMatch = isObject(spec['selector']) && matches(spec['selector'], labels)
  const isEmpty = isObject(spec['selector']) && Object.keys(spec['selector']).length === 0
  const why = '`selector` does not match template `labels`'
  return [
    ...(spec['selector'] === undefined ? [required('spec.selector')] : []),
    ...(isEmpty ? [invalidValue('spec.selector', {}, 'empty selector is invalid for deployment')] : []),
    ...(isMatch ? [] : [invalidValue('spec.template.metadata.labels', labels, why)]),
    ...labelCauses('spec.template.metadata.labels', labels),
    ...podSpecCauses('spec.template.spec', podSpec),
    ...(policy === undefined || restarts.includes(String(policy))
      ? []
      : [unsupportedValue('spec.template.spec.restartPolicy', policy, restarts)]),
  ]
}

// Both have been decoded into these shapes.
const matches = (selector: JsonObject, labels: Json | undefined) =>
  matchesSelector(selector as LabelSelector, (isObject(labels) ? labels : {}) as TextMap)

/** A Job's pods may not restart for ever. */
export function jobTemplateCauses(field: string, spec: JsonObject): readonly FieldCause[] {
  const podSpec = objectAt(objectAt(spec, 'template'), 'spec')
  const policy = podSpec['restartPolicy']
  const place = `${field}.template.spec.restartPolicy`
  const words = 'valid values: "OnFailure", "Never"'
  const isNever = policy === 'OnFailure' || policy === 'Never'
  const told = policy === undefined || policy === 'Always' ? required(place, words) : undefined
  return [...podSpecCauses(`${field}.template.spec`, podSpec), ...(isNever || told === undefined ? [] : [told])]
}
