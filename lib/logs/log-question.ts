import type { Problem } from '@/lib/live/freshness'
import type { Parsed } from '@/lib/live/question'

/** Whose logs: some pods by name, or all pods of a workload, whichever these are at the time. */
export type LogTarget = { readonly pods: readonly string[] } | { readonly kind: WorkloadKind; readonly name: string }

export const workloadKinds = ['deployment', 'statefulset', 'daemonset', 'replicaset', 'job', 'cronjob'] as const
export type WorkloadKind = (typeof workloadKinds)[number]

export interface LogQuestion {
  readonly namespace: string
  readonly target: LogTarget
  /** Containers by name; none means all. */
  readonly containers: readonly string[]
  readonly follow: boolean
  /** Of the run before the last restart. */
  readonly previous: boolean
  /** How many lines of each container to begin with; null: all that there are. */
  readonly tail: number | null
  /** Not older than so many seconds; null: as old as they are. */
  readonly sinceSeconds: number | null
}

const parameters = ['namespace', 'pod', 'kind', 'name', 'container', 'follow', 'previous', 'tail', 'since']
const defaultTail = 200
const mostTail = 100_000
const mostPods = 500

/** Reads `namespace=&pod=…` or `namespace=&kind=&name=`, and `container=&follow=&previous=&tail=&since=`. */
export function parseLogQuestion(query: URLSearchParams): Parsed<LogQuestion> {
  const unknown = [...query.keys()].find((name) => !parameters.includes(name))
  if (unknown !== undefined)
    return refuse('unknown-parameter', `There is no parameter "${unknown}": use ${parameters.join(', ')}.`)
  const namespace = query.get('namespace') ?? ''
  if (namespace === '') return refuse('no-namespace', 'Logs are of one namespace: name it with namespace=.')
  const target = parseTarget(query)
  if ('problem' in target) return target
  const tail = parseCount(query.get('tail'), 'tail', mostTail, defaultTail)
  if ('problem' in tail) return tail
  const since = parseCount(query.get('since'), 'since', Number.MAX_SAFE_INTEGER, null)
  if ('problem' in since) return since
  const previous = isOn(query.get('previous'))
  return {
    value: {
      namespace,
      target: target.value,
      containers: [...new Set(query.getAll('container'))].sort(),
      // A run that is over has nothing to follow.
      follow: isOn(query.get('follow')) && !previous,
      previous,
      tail: tail.value,
      sinceSeconds: since.value,
    },
  }
}

function parseTarget(query: URLSearchParams): Parsed<LogTarget> {
  const pods = [...new Set(query.getAll('pod').filter(Boolean))].sort()
  if (pods.length > mostPods)
    return refuse('too-many-pods', `At most ${mostPods} pods can be asked for by name, not ${pods.length}.`)
  if (pods.length > 0) return { value: { pods } }
  const kind = workloadKinds.find((known) => known === query.get('kind'))
  const name = query.get('name') ?? ''
  if (kind !== undefined && name !== '') return { value: { kind, name } }
  return refuse(
    'no-target',
    `Say whose logs: pod=NAME, as often as needed, or kind= (${workloadKinds.join(', ')}) and name=.`,
  )
}

function parseCount<D>(value: string | null, name: string, most: number, absent: D): Parsed<number | D | null> {
  if (value === null || value === '') return { value: absent }
  if (value === 'all') return { value: null }
  const count = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (count <= most) return { value: count }
  return refuse('bad-count', `${name} must be a whole number up to ${most}, or "all", not "${value}".`)
}

const isOn = (value: string | null) => value === '1' || value === 'true'

function refuse(code: string, sentence: string): { readonly problem: Problem } {
  return { problem: { code, sentence, detail: null } }
}
