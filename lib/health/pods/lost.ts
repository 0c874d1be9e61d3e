import { conditionEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { nodeDown } from '@/lib/health/node'
import { isReady } from '@/lib/health/pod-conditions'
import { referTo } from '@/lib/health/reference'
import { type PodScene, podFinding } from './scene'

/** A pod on a node that is down: whatever the pod last said is history, and the cause is the node. */
export function findLostWithNode(scene: PodScene): Finding | undefined {
  const node = scene.around.node(scene.pod.spec?.nodeName ?? '')
  const down = node === undefined ? undefined : nodeDown(node)
  if (node === undefined || down === undefined) return undefined
  const { status } = scene
  if (status.phase === 'Running' && isReady(status)) return undefined
  const subject = referTo('Node', node)
  return podFinding(scene, down.cause, {
    detail: {},
    words: { why: down.why },
    subject,
    since: down.since ?? scene.unreadySince,
    from: down.from,
    evidence: down.condition === undefined ? [] : [conditionEvidence(subject, down.condition, 'node')],
  })
}
