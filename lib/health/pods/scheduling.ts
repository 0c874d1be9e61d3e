import type { Cause } from '@/lib/health/causes'
import { conditionEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { conditionOf, isGated } from '@/lib/health/pod-conditions'
import { referTo } from '@/lib/health/reference'
import { type NodeReason, parseSchedulerMessage } from '@/lib/health/scheduler-message'
import { count, shorten } from '@/lib/health/words'
import type { Pod } from '@/lib/kube/kinds/pod'
import { cordoned, explainNodes } from './node-fit'
import { type PodScene, podFinding } from './scene'

type Say = (match: RegExpExecArray, many: boolean) => string

const has =
  (what: string): Say =>
  (_, many) =>
    `${many ? 'have' : 'has'} ${what}`
const lacks =
  (what: string): Say =>
  (_, many) =>
    `${many ? 'lack' : 'lacks'} ${what}`

/** Reasons of the scheduler's plugins (pkg/scheduler/framework/plugins, v1.36) and what is said of the nodes. */
const reasons: readonly (readonly [Cause, RegExp, Say])[] = [
  ['no-resources', /^Insufficient (\S+)/, (match, many) => has(`too little ${match[1]} left`)(match, many)],
  ['no-resources', /^Too many pods/, has('no room for another pod')],
  ['no-taint-tolerated', /had untolerated taint(?:\(s\))?(?: \{([^}]*)\})?/, has('a taint that it does not tolerate')],
  ['no-node-matches', /Pod's node affinity\/selector|NodeName/, lacks('the labels that it asks for')],
  ['nodes-cordoned', /were unschedulable/, (_, many) => `${many ? 'are' : 'is'} cordoned`],
  ['pod-affinity', /anti-affinity rules/, has('a pod that it must not be with')],
  ['pod-affinity', /affinity rules/, lacks('a pod that it must be with')],
  ['topology-spread', /topology spread constraints/, has('too many of its kind already (topology spread)')],
  ['no-free-port', /free ports/, has('its host port taken')],
  [
    'volume-placement',
    /volume|PersistentVolume|persistentvolume/,
    ({ input }, many) => `${many ? 'do' : 'does'} not go with its volumes (${input.replace(/^node\(s\) /, '')})`,
  ],
]

/** A pod that no node takes. A gated pod waits on purpose, one with a nominated node for the room that is being made. */
export function findSchedulingFault(scene: PodScene): Finding | undefined {
  const { pod, status, object } = scene
  if (pod.spec?.nodeName !== '' || status.phase !== 'Pending' || isGated(status)) return undefined
  const scheduled = conditionOf(status.conditions, 'PodScheduled')
  if (scheduled === undefined) return findUnseen(scene)
  if (scheduled.status !== 'False' || status.nominatedNodeName !== '') return undefined
  const evidence = [conditionEvidence(object, scheduled)]
  const since = scheduled.lastTransitionTime ?? scene.unreadySince
  if (scheduled.reason === 'SchedulerError')
    return podFinding(scene, 'scheduler-error', { detail: {}, words: { why: scheduled.message }, since, evidence })
  if (scheduled.reason !== 'Unschedulable') return undefined
  const message = parseSchedulerMessage(scheduled.message)
  if (message.reasons.length === 0) return findBefore(scene, message.before, since, evidence)
  const told = message.reasons.map((reason) => explain(scene, reason, message.nodes ?? 0))
  const cause = mostOf(told)?.cause ?? 'unschedulable'
  return podFinding(scene, cause, {
    detail: {},
    words: {
      reasons: told.map(({ words }) => words).join('; '),
      node: cause === 'nodes-cordoned' ? cordoned(scene) : '',
    },
    since,
    evidence,
  })
}

interface Explained {
  readonly cause: Cause
  readonly nodes: number
  readonly words: string
}

function explain(scene: PodScene, { nodes, reason }: NodeReason, all: number): Explained {
  const who = nodes === all && all > 1 ? `all ${all} nodes` : count(nodes, 'node')
  for (const [cause, text, say] of reasons) {
    const match = text.exec(reason)
    if (match !== null)
      return { cause, nodes, words: `${who} ${say(match, nodes !== 1)}${explainNodes(scene, cause, match[1])}` }
  }
  return { cause: 'unschedulable', nodes, words: `${count(nodes, 'node')}: ${shorten(reason) ?? ''}` }
}

/** Nodes that are set apart from the pod on purpose: where others could take it, what they lack is the matter. */
const apart = new Set<Cause>(['no-node-matches', 'no-taint-tolerated'])

/** The reason of the most nodes that could be meant; of equals the first in the scheduler's order, which is that of the text. */
function mostOf(told: readonly Explained[]): Explained | undefined {
  let most: Explained | undefined
  const meant = told.filter(({ cause }) => !apart.has(cause))
  for (const one of meant.length > 0 ? meant : told) if (most === undefined || one.nodes > most.nodes) most = one
  return most
}

/** What the scheduler said before it tried a node: of claims that keep the pod, the claim itself is the cause. */
function findBefore(
  scene: PodScene,
  before: string,
  since: number | undefined,
  evidence: Finding['evidence'],
): Finding {
  const { pod, object, around } = scene
  const missing = /persistentvolumeclaim "([^"]+)" not found/.exec(before)?.[1]
  if (missing !== undefined) {
    return podFinding(scene, 'claim-missing', { detail: { claim: missing }, words: {}, since, evidence })
  }
  if (/PersistentVolumeClaim/i.test(before)) {
    const claim = claimNames(pod)
      .map((name) => around.claim(object.namespace, name))
      .find((one) => one?.status?.phase === 'Pending')
    if (claim !== undefined)
      return podFinding(scene, 'claim-pending', {
        detail: {},
        words: { why: before },
        subject: referTo('PersistentVolumeClaim', claim),
        since,
        evidence,
      })
    const words = { reasons: 'one of its claims is not bound to a volume' }
    return podFinding(scene, 'volume-placement', { detail: {}, words, since, evidence })
  }
  return podFinding(scene, 'unschedulable', {
    detail: {},
    words: { reasons: shorten(before) ?? 'the scheduler gives no reason' },
    since,
    evidence,
  })
}

const claimNames = ({ spec }: Pod): readonly string[] =>
  (spec?.volumes ?? []).map(({ source }) => source.persistentVolumeClaim?.claimName ?? '').filter((name) => name !== '')

/** Long enough for a scheduler that restarts. */
const patience = 120_000

/** Without the condition no scheduler has looked at the pod: it is down, or the pod asks for one that does not run. */
function findUnseen(scene: PodScene): Finding | undefined {
  const since = scene.pod.metadata?.creationTimestamp
  if (since === undefined) return undefined
  const scheduler = scene.pod.spec?.schedulerName ?? ''
  return podFinding(scene, 'not-scheduled', {
    detail: { scheduler: scheduler === '' ? 'default-scheduler' : scheduler },
    words: {},
    since,
    from: since + patience,
    evidence: [
      { source: 'status', object: scene.object, field: 'status.conditions[PodScheduled]', words: 'absent', at: since },
    ],
  })
}
