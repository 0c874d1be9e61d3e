import { nodeTroubles, readyCondition } from '@/lib/health/node-conditions'
import { shorten, told } from '@/lib/health/words'
import type { Node } from '@/lib/kube/kinds/node'
import { healthy, type Judgement } from './judgement'

type Condition = NonNullable<Node['status']>['conditions'][number]

/** STATUS as printNode gives it (pkg/printers/internalversion, v1.36.3): of duplicate conditions the last decides. */
export function nodeStatus(node: Node): string {
  const ready = readyCondition(node)
  const status = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  return node.spec?.unschedulable ? `${status},SchedulingDisabled` : status
}

const rolePrefix = 'node-role.kubernetes.io/'

/** ROLES as findNodeRoles gives them: names of labels under the prefix, and the value of `kubernetes.io/role`, sorted. */
export function nodeRoles({ metadata }: Node): string {
  const roles = new Set<string>()
  for (const [label, value] of Object.entries(metadata?.labels ?? {})) {
    if (label.startsWith(rolePrefix)) roles.add(label.slice(rolePrefix.length))
    else if (label === 'kubernetes.io/role') roles.add(value)
  }
  roles.delete('')
  return roles.size === 0 ? '<none>' : [...roles].sort().join(',')
}

export function judgeNode(node: Node): Judgement {
  const ready = readyCondition(node)
  if (ready === undefined) return { health: 'failed', reason: 'Its kubelet has not reported yet' }
  if (ready.status !== 'True') return { health: 'failed', reason: words(ready) }
  const trouble =
    node.status?.conditions.filter(({ type, status }) => status === 'True' && nodeTroubles.has(type)) ?? []
  if (trouble.length > 0) return { health: 'degraded', reason: shorten(trouble.map(troubleWords).join('; ')) }
  if (node.metadata?.deletionTimestamp !== undefined) return { health: 'progressing', reason: 'Is being deleted' }
  return node.spec?.unschedulable ? { health: 'paused', reason: null } : healthy
}

const words = ({ reason, message }: Condition) => told(reason, message) ?? 'Its kubelet gives no reason'

const troubleWords = ({ type, message }: Condition) => told(type, message) ?? type
