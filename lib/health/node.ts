import type { Node } from '@/lib/kube/kinds/node'
import type { Cause } from './causes'
import { eventEvidence, eventTimes, latestEvent } from './events'
import { conditionEvidence, statusEvidence } from './evidence'
import type { Evidence, Finding } from './finding'
import { nodeTroubles, readyCondition } from './node-conditions'
import { type Reference, referTo } from './reference'
import type { Surroundings } from './surroundings'
import { told } from './words'

type Condition = NonNullable<Node['status']>['conditions'][number]

interface Down {
  readonly cause: Cause
  readonly why: string
  readonly since: number | undefined
  readonly from: number | undefined
  readonly condition: Condition | undefined
}

/** How long a new node may take to report, ms. */
const settle = 300_000

/** Why a node takes no part, or undefined when it does. */
export function nodeDown(node: Node): Down | undefined {
  const condition = readyCondition(node)
  if (condition?.status === 'True') return undefined
  const created = node.metadata?.creationTimestamp
  const silent = condition === undefined || condition.reason === 'NodeStatusNeverUpdated'
  if (silent && created === undefined) return undefined
  if (silent) {
    const from = created === undefined ? undefined : created + settle
    return { cause: 'node-never-reported', why: '', since: created, from, condition }
  }
  const cause = condition.status === 'Unknown' ? 'node-unreachable' : 'node-not-ready'
  const since = condition.lastTransitionTime
  // A node that joins is not ready for a moment.
  const joining = since !== undefined && created !== undefined && since - created < settle
  const from = cause === 'node-not-ready' && joining ? created + settle : undefined
  return { cause, why: told(condition.reason, condition.message) ?? '', since, from, condition }
}

/** What is wrong with a node itself. A cordoned node is left alone on purpose. */
export function findInNode(node: Node, around: Pick<Surroundings, 'events'>): readonly Finding[] {
  const object = referTo('Node', node)
  const base = { object, owner: object, subject: object }
  const down = nodeDown(node)
  if (down !== undefined) {
    const { cause, why, since, from, condition } = down
    const evidence = condition === undefined ? absent(object) : conditionEvidence(object, condition, 'node')
    return [{ ...base, cause, detail: {}, words: { why }, since, from, evidence: [evidence] }]
  }
  const troubles =
    node.status?.conditions.filter(({ type, status }) => status === 'True' && nodeTroubles.has(type)) ?? []
  const found = troubles.map((condition): Finding => {
    const resource = pressures[condition.type]
    return {
      ...base,
      cause: resource === undefined ? 'node-trouble' : 'node-pressure',
      detail: resource === undefined ? { condition: condition.type } : { resource },
      words: { why: told(condition.reason, condition.message) ?? '' },
      since: condition.lastTransitionTime,
      evidence: [conditionEvidence(object, condition, 'node')],
    }
  })
  const killed = latestEvent(around.events(object), ({ reason }) => reason === 'SystemOOM')
  return killed === undefined ? found : [...found, outOfMemory(base, eventEvidence(object, killed), eventTimes(killed))]
}

const pressures: Readonly<Record<string, string>> = {
  MemoryPressure: 'memory',
  DiskPressure: 'disk space',
  PIDPressure: 'process ids',
}

const absent = (object: Reference): Evidence => statusEvidence(object, 'conditions[Ready]', 'absent')

function outOfMemory(
  base: Pick<Finding, 'object' | 'owner' | 'subject'>,
  evidence: Evidence,
  { first, last }: { readonly first: number; readonly last: number },
): Finding {
  // The kernel's kill is over at once; what it means stays worth an hour.
  return {
    ...base,
    cause: 'node-out-of-memory',
    detail: {},
    words: { why: evidence.words },
    since: first,
    until: last + 3_600_000,
    evidence: [evidence],
  }
}
