import type { Reference } from './reference'
import { placeOf } from './reference'

/** What Quarterdeck has a page or a verb for; nothing else is ever proposed. */
export const verbs = {
  logs: (it: string) => `Read the logs of ${it}`,
  'previous-logs': (it: string) => `Read what ${it} wrote before it ended (previous logs)`,
  events: (it: string) => `Read the events of ${it}`,
  yaml: (it: string) => `Look at the YAML of ${it}`,
  edit: (it: string) => `Edit ${it}`,
  'edit-image': (it: string) => `Correct the image in ${it}`,
  'raise-memory-limit': (it: string) => `Raise the memory limit in ${it}`,
  undo: (it: string) => `Undo the rollout of ${it}`,
  restart: (it: string) => `Restart ${it}`,
  scale: (it: string) => `Scale ${it}`,
  'delete-pod': (it: string) => `Delete the pod ${it}`,
  uncordon: (it: string) => `Uncordon ${it}`,
  drain: (it: string) => `Drain ${it}`,
  node: (it: string) => `Open the node ${it}`,
  autoscaling: (it: string) => `Open the autoscaler ${it}`,
  disruption: (it: string) => `Open the budget ${it}`,
  network: (it: string) => `Open ${it} under Network`,
  config: (it: string) => `Look for it under Config in ${it}`,
  storage: (it: string) => `Open ${it} under Storage`,
  access: (it: string) => `Open ${it} under Access`,
} as const

export type Verb = keyof typeof verbs

export interface Remedy {
  readonly verb: Verb
  readonly target: Reference
  readonly sentence: string
}

export function remedy(verb: Verb, target: Reference): Remedy {
  const place = verb === 'config' ? target.namespace : placeOf(target)
  return { verb, target, sentence: `${verbs[verb](place)}.` }
}
