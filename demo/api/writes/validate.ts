import { isList, isObject, type Json, type JsonObject, objectAt } from '@/demo/api/json'
import type { ResourceType } from '@/demo/store/types'
import { type FieldCause, forbiddenField, invalidValue, negative, required, unchecked } from './causes'
import { scheduleProblem } from './schedule'
import { metadataCauses } from './validate-metadata'
import { jobTemplateCauses, podSpecCauses, templateCauses } from './validate-pods'

/** What is wrong with a whole object, defaults filled in; a small part of what the API server checks, in its words. */
export function objectCauses(type: ResourceType, object: JsonObject): readonly FieldCause[] {
  const rule = rules[type.resource]
  return [...metadataCauses(type, objectAt(object, 'metadata')), ...(rule?.(objectAt(object, 'spec'), object) ?? [])]
}

type Rule = (spec: JsonObject, object: JsonObject) => readonly FieldCause[]

const counts = (spec: JsonObject, ...fields: readonly string[]) =>
  fields.flatMap((field) => negative(`spec.${field}`, spec[field]))

const workload: Rule = (spec) => [
  ...counts(spec, 'replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'),
  ...templateCauses(spec, ['Always']),
]

const rules: Readonly<Record<string, Rule>> = {
  pods: (spec) => podSpecCauses('spec', spec),
  deployments(spec, object) {
    const { type, rollingUpdate } = objectAt(spec, 'strategy')
    const why = "may not be specified when strategy `type` is 'Recreate'"
    const isBoth = type === 'Recreate' && rollingUpdate !== undefined
    return [...workload(spec, object), ...(isBoth ? [forbiddenField('spec.strategy.rollingUpdate', why)] : [])]
  },
  replicasets: workload,
  statefulsets: workload,
  daemonsets: workload,
  jobs: (spec) => [
    ...counts(spec, 'parallelism', 'completions', 'backoffLimit', 'ttlSecondsAfterFinished'),
    ...jobTemplateCauses('spec', spec),
  ],
  cronjobs: cronJobCauses,
  services: serviceCauses,
  configmaps: (_, object) => sizeCauses(object),
  secrets: (_, object) => sizeCauses(object),
  horizontalpodautoscalers: autoscalerCauses,
  poddisruptionbudgets: budgetCauses,
  rollouts: rolloutCauses,
  analysisruns: requiresSpec,
  analysistemplates: requiresSpec,
  clusteranalysistemplates: requiresSpec,
}

function requiresSpec(_: JsonObject, object: JsonObject): readonly FieldCause[] {
  return isObject(object['spec']) ? [] : [required('spec'), unchecked]
}

function rolloutCauses(spec: JsonObject, object: JsonObject): readonly FieldCause[] {
  const { replicas } = spec
  const isNegative = typeof replicas === 'number' && replicas < 0
  const words = 'should be a non-negative integer'
  return [...requiresSpec(spec, object), ...(isNegative ? [invalidValue('.spec.replicas', replicas, words)] : [])]
}

function cronJobCauses(spec: JsonObject): readonly FieldCause[] {
  const { schedule = '' } = spec
  const problem = schedule === '' ? undefined : scheduleProblem(String(schedule))
  return [
    ...(schedule === '' ? [required('spec.schedule')] : []),
    ...(problem === undefined ? [] : [invalidValue('spec.schedule', schedule, problem)]),
    ...jobTemplateCauses('spec.jobTemplate.spec', objectAt(objectAt(spec, 'jobTemplate'), 'spec')),
  ]
}

function serviceCauses(spec: JsonObject): readonly FieldCause[] {
  const ports = isList(spec['ports']) ? spec['ports'].filter(isObject) : []
  const needsPorts = spec['clusterIP'] !== 'None' && spec['type'] !== 'ExternalName'
  return [
    ...(ports.length === 0 && needsPorts ? [required('spec.ports')] : []),
    ...ports.flatMap((port, at) => [
      ...(ports.length > 1 && !port['name'] ? [required(`spec.ports[${at}].name`)] : []),
      ...portCauses(`spec.ports[${at}].port`, port['port']),
      ...portCauses(`spec.ports[${at}].targetPort`, port['targetPort']),
    ]),
  ]
}

const portCauses = (field: string, port: Json | undefined) =>
  typeof port === 'number' && (port < 1 || port > 65_535)
    ? [invalidValue(field, port, 'must be between 1 and 65535, inclusive')]
    : []

const sizeLimit = 1024 * 1024

function sizeCauses(object: JsonObject): readonly FieldCause[] {
  const values = [...Object.values(objectAt(object, 'data')), ...Object.values(objectAt(object, 'binaryData'))]
  const size = values.reduce((sum: number, value) => sum + String(value).length, 0)
  const message = `Too long: may not be more than ${sizeLimit} bytes`
  return size > sizeLimit ? [{ reason: 'FieldValueTooLong', field: '[]', message }] : []
}

function autoscalerCauses(spec: JsonObject): readonly FieldCause[] {
  const { maxReplicas = 0, minReplicas = 1 } = spec
  const { kind, name } = objectAt(spec, 'scaleTargetRef')
  return [
    ...(kind ? [] : [required('spec.scaleTargetRef.kind')]),
    ...(name ? [] : [required('spec.scaleTargetRef.name')]),
    ...(Number(minReplicas) < 1
      ? [invalidValue('spec.minReplicas', minReplicas, 'must be greater than or equal to 1')]
      : []),
    ...(Number(maxReplicas) < 1 ? [required('spec.maxReplicas', 'must be set and greater than 0')] : []),
    ...(Number(maxReplicas) < Number(minReplicas)
      ? [invalidValue('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')]
      : []),
  ]
}

function budgetCauses(spec: JsonObject): readonly FieldCause[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy = null } = spec
  if (minAvailable === undefined || maxUnavailable === undefined)
    return [...negative('spec.minAvailable', minAvailable), ...negative('spec.maxUnavailable', maxUnavailable)]
  const told = {
    MinAvailable: minAvailable,
    Selector: selector ?? null,
    MaxUnavailable: maxUnavailable,
    UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy,
  }
  return [invalidValue('spec', told, 'minAvailable and maxUnavailable cannot be both set')]
}
