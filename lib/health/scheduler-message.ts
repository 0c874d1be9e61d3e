/** What the scheduler said of so many nodes. */
export interface NodeReason {
  readonly nodes: number
  readonly reason: string
}

export interface SchedulerMessage {
  /** All nodes of the cluster, or undefined when the message is not of this form. */
  readonly nodes: number | undefined
  readonly reasons: readonly NodeReason[]
  /** What kept the pod from being tried on any node: a claim that is not bound. */
  readonly before: string
}

const head = /^0\/(\d+) nodes are available: ?/

/**
 * Reads `0/60 nodes are available: 3 Insufficient cpu, 57 node(s) … . preemption: …` (FitError, pkg/scheduler/framework/
 * types.go, v1.36): reasons are parted where a digit follows, may hold colons and braces, and end before the post-filter's
 * sentence. One node may give several reasons. Never throws: what is not of this form is `before`.
 */
export function parseSchedulerMessage(message: string): SchedulerMessage {
  const match = head.exec(message)
  if (match === null) return { nodes: undefined, reasons: [], before: message.trim() }
  const nodes = Number(match[1])
  const rest = beforePostFilter(message.slice(match[0].length))
  if (!/^\d+ /.test(rest)) return { nodes, reasons: [], before: rest.replace(/\.$/, '') }
  const reasons = rest.split(/, (?=\d+ )/).map((part) => {
    const space = part.indexOf(' ')
    return { nodes: Number(part.slice(0, space)), reason: part.slice(space + 1) }
  })
  return { nodes, reasons, before: '' }
}

/** What follows the sentence is `no new claims to deallocate, preemption: …` or `preemption: …`. */
function beforePostFilter(text: string): string {
  const end = /\. (?=no new claims|preemption: |Preemption |[a-z ]+, preemption: )/.exec(text)
  return (end === null ? text : text.slice(0, end.index)).trim().replace(/\.$/, '')
}
