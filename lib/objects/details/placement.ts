import type { NodeTerm, PodSpec, PodTerm } from './pod-fields'
import { labelTexts, requirementText, selectorText } from './selectors'
import { counted, lengthOf } from './words'

/** `node.kubernetes.io/not-ready, NoExecute, for 5 min`. */
export function tolerationWords({ key, operator, value, effect, tolerationSeconds }: PodSpec['tolerations'][number]) {
  const taint = key === '' ? 'every taint' : operator === 'Exists' || value === '' ? key : `${key}=${value}`
  const parts = [taint, effect, tolerationSeconds === undefined ? '' : `for ${lengthOf(tolerationSeconds)}`]
  return parts.filter(Boolean).join(', ')
}

/** Where the scheduler must and would rather place it, each wish in words. */
export function placementWords(spec: PodSpec): readonly string[] {
  const { nodeAffinity, podAffinity, podAntiAffinity } = spec.affinity ?? {}
  const selector = labelTexts(spec.nodeSelector)
  const required = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  return [
    ...(selector.length === 0 ? [] : [`only on nodes with ${selector.join(', ')}`]),
    ...(required.length === 0 ? [] : [`only on nodes with ${required.map(nodeTermText).join(', or with ')}`]),
    ...(nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ weight, preference }) =>
        `rather on nodes with ${preference ? nodeTermText(preference) : '?'} (weight ${weight})`,
    ),
    ...podTermWords(podAffinity, 'only', 'beside', 'rather beside'),
    ...podTermWords(podAntiAffinity, 'never', 'beside', 'rather not beside'),
    ...spec.topologySpreadConstraints.map(spreadWords),
  ]
}

const nodeTermText = ({ matchExpressions, matchFields }: NodeTerm) =>
  [...matchExpressions, ...matchFields].map(requirementText).join(' and ')

type PodTerms = NonNullable<PodSpec['affinity']>['podAffinity']

function podTermWords(terms: PodTerms, must: string, beside: string, rather: string): readonly string[] {
  const required = terms?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const preferred = terms?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return [
    ...required.map((term) => `${must} ${beside} ${podTermText(term)}`),
    ...preferred.map(({ weight, podAffinityTerm }) =>
      podAffinityTerm === undefined ? rather : `${rather} ${podTermText(podAffinityTerm)} (weight ${weight})`,
    ),
  ]
}

function podTermText({ labelSelector, topologyKey, namespaces }: PodTerm): string {
  const where = namespaces.length === 0 ? '' : ` of ${namespaces.join(', ')}`
  return `pods ${selectorText(labelSelector) ?? 'of any label'}${where} on the same ${topologyWord(topologyKey)}`
}

function spreadWords(constraint: PodSpec['topologySpreadConstraints'][number]): string {
  const { maxSkew, topologyKey, whenUnsatisfiable } = constraint
  const force = whenUnsatisfiable === 'ScheduleAnyway' ? 'if possible' : 'or not scheduled'
  return `spread over each ${topologyWord(topologyKey)}, at most ${counted(maxSkew, 'pod')} apart, ${force}`
}

const topologies: Readonly<Record<string, string>> = {
  'kubernetes.io/hostname': 'node',
  'topology.kubernetes.io/zone': 'zone',
  'topology.kubernetes.io/region': 'region',
}

const topologyWord = (key: string) => topologies[key] ?? key
