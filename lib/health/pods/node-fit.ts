import { formatBytes, formatCores } from '@/lib/format/amounts'
import type { Cause } from '@/lib/health/causes'
import { names } from '@/lib/health/words'
import type { Node } from '@/lib/kube/kinds/node'
import { parseQuantity } from '@/lib/kube/quantity'
import type { PodScene } from './scene'

/** What the scheduler leaves out of its reason: which taints, labels, nodes and amounts; '' when the objects don't tell. */
export function explainNodes(scene: PodScene, cause: Cause, what: string | undefined): string {
  switch (cause) {
    case 'no-taint-tolerated':
      return aside(what ?? untolerated(scene))
    case 'nodes-cordoned':
      return aside(names(namesOf(scene, (node) => node.spec?.unschedulable === true)))
    case 'no-node-matches':
      return aside(selectorOf(scene))
    case 'no-resources':
      return what === undefined ? '' : aside(shortage(scene, what))
    default:
      return ''
  }
}

const aside = (words: string): string => (words === '' ? '' : ` (${words})`)

function* namesOf({ around }: PodScene, matches: (node: Node) => boolean): Generator<string> {
  for (const node of around.nodes()) if (matches(node)) yield node.metadata?.name ?? ''
}

/** One node that has been cordoned, the first by name; '' when none has. */
export const cordoned = (scene: PodScene): string =>
  [...namesOf(scene, (node) => node.spec?.unschedulable === true)].sort()[0] ?? ''

type Toleration = NonNullable<NonNullable<PodScene['template']>['spec']>['tolerations'][number]

/** `dedicated=gpu:NoSchedule on node-1, node-2 and 3 more`; since 1.36 the scheduler no longer names the taint. */
function untolerated(scene: PodScene): string {
  const tolerations = scene.template?.spec?.tolerations ?? []
  const nodes = new Map<string, string[]>()
  for (const { metadata, spec } of scene.around.nodes())
    for (const taint of spec?.taints ?? []) {
      if (taint.effect === 'PreferNoSchedule' || tolerations.some((toleration) => tolerates(toleration, taint)))
        continue
      const text = `${taint.key}${taint.value === '' ? '' : `=${taint.value}`}:${taint.effect}`
      const on = nodes.get(text)
      if (on === undefined) nodes.set(text, [metadata?.name ?? ''])
      else on.push(metadata?.name ?? '')
    }
  return [...nodes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([taint, on]) => `${taint} on ${names(on)}`)
    .join('; ')
}

/** ToleratesTaint, k8s.io/api core/v1/toleration.go: an empty key with Exists tolerates all, an empty effect every effect. */
export function tolerates(toleration: Toleration, taint: { key: string; value: string; effect: string }): boolean {
  if (toleration.effect !== '' && toleration.effect !== taint.effect) return false
  if (toleration.key !== '' && toleration.key !== taint.key) return false
  if (toleration.operator === 'Exists') return true
  return (
    toleration.key !== '' &&
    (toleration.operator === '' || toleration.operator === 'Equal') &&
    toleration.value === taint.value
  )
}

/** `node-pool=gpu`: what the template demands of a node's labels. */
function selectorOf({ template }: PodScene): string {
  const spec = template?.spec
  const labels = Object.entries(spec?.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`)
  const terms = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const expressions = terms.flatMap(({ matchExpressions }) =>
    matchExpressions.map(({ key, operator, values }) => `${key} ${operator} ${values.join(', ')}`.trim()),
  )
  return names([...labels, ...expressions])
}

/** `each asks for 500 cores, the largest node has 31.5`. */
function shortage({ pod, around }: PodScene, resource: string): string {
  if (resource !== 'cpu' && resource !== 'memory') return ''
  const asked = (pod.spec?.containers ?? []).reduce((sum, it) => sum + amount(it.resources?.requests[resource]), 0)
  let largest = 0
  for (const node of around.nodes()) largest = Math.max(largest, allocatable(node, resource))
  if (asked === 0 || largest === 0) return ''
  const say = resource === 'cpu' ? (it: number) => `${formatCores(it)} cores` : formatBytes
  return `each asks for ${say(asked)}, the largest node has ${say(largest)}`
}

/** Of thousands of nodes for each of many pods: a node object is read once. */
const read = new WeakMap<Node, { readonly cpu: number; readonly memory: number }>()

function allocatable(node: Node, resource: 'cpu' | 'memory'): number {
  const known = read.get(node)
  if (known !== undefined) return known[resource]
  const { cpu, memory } = node.status?.allocatable ?? {}
  const amounts = { cpu: amount(cpu), memory: amount(memory) }
  read.set(node, amounts)
  return amounts[resource]
}

const amount = (quantity: string | undefined): number => parseQuantity(quantity ?? '') ?? 0
