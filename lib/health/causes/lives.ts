import { because } from '@/lib/health/words'
import { type CauseEntry, type Told, verb, word } from './entry'

const why = ({ words }: Told) => because(words.why)
const container = ({ detail }: Told) => word(detail, 'container')

/** What goes wrong with pods that run, or are on their way out. */
export const lifeCauses = {
  'readiness-probe': {
    title: 'Readiness probe fails',
    tell: (it) =>
      `${verb(it, 'runs', 'run')} but ${verb(it, 'is', 'are')} not ready: the readiness probe of ${container(it)} fails${why(it)}`,
    harms: 'pods',
    remedies: ['logs', 'events', 'undo'],
  },
  'startup-slow': {
    title: 'Start takes too long',
    tell: (it) =>
      `${verb(it, 'is', 'are')} still starting after ${word(it.words, 'patience')}: ${container(it)} has not got through its startup probe${why(it)}`,
    harms: 'pods',
    remedies: ['logs', 'events', 'undo'],
  },
  'readiness-gate': {
    title: 'Readiness gate closed',
    tell: (it) =>
      `${verb(it, 'has', 'have')} all containers ready, but the readiness gate ${word(it.detail, 'gate')} is not True${why(it)}`,
    harms: 'pods',
    remedies: ['yaml', 'events', 'network'],
  },
  'not-ready': {
    title: 'Not ready',
    tell: (it) => `${verb(it, 'runs', 'run')} but ${verb(it, 'is', 'are')} not ready${why(it)}`,
    harms: 'pods',
    remedies: ['logs', 'events', 'node'],
  },
  'container-ended': {
    title: 'A container ended',
    tell: (it) =>
      `${verb(it, 'is', 'are')} not whole: ${container(it)} has ended with exit code ${word(it.words, 'code')} while other containers run`,
    harms: 'pods',
    remedies: ['logs', 'delete-pod', 'undo'],
  },
  'deletion-finalizer': {
    title: 'Deletion held by a finalizer',
    tell: (it) => `should be gone, but the ${finalizers(it)} not been removed`,
    harms: 'at-risk',
    remedies: ['yaml', 'events'],
  },
  'deletion-volume': {
    title: 'Deletion waits for a volume',
    tell: (it) => `should be gone, but a volume can't be unmounted${why(it)}`,
    harms: 'at-risk',
    remedies: ['events', 'node', 'storage'],
  },
  'deletion-hangs': {
    title: 'Deletion hangs',
    tell: (it) =>
      `should be gone, but ${verb(it, 'its node has', 'their nodes have')} not ended ${verb(it, 'it', 'them')}${why(it)}`,
    harms: 'at-risk',
    remedies: ['node', 'events', 'delete-pod'],
  },
  evicted: {
    title: 'Evicted: node ran low',
    family: 'node-pressure',
    vague: true,
    tell: (it) =>
      `${was(it)} evicted because the node ${word(it.words, 'node')} ran low on ${word(it.detail, 'resource')}${why(it)}`,
    harms: 'at-risk',
    remedies: ['node', 'events', 'edit'],
  },
  'evicted-limit': {
    title: 'Evicted: over its own limit',
    tell: (it) => `${was(it)} evicted for using more local storage than ${verb(it, 'it', 'they')} may${why(it)}`,
    harms: 'at-risk',
    remedies: ['edit', 'events', 'logs'],
  },
  preempted: {
    title: 'Preempted',
    tell: (it) => `${was(it)} removed to make room for a pod of higher priority${why(it)}`,
    harms: 'at-risk',
    remedies: ['events', 'disruption', 'node'],
  },
  'node-shut-down': {
    title: 'Node shut down',
    tell: (it) => `${was(it)} ended because the node ${word(it.detail, 'node')} shut down`,
    harms: 'at-risk',
    remedies: ['node', 'events'],
  },
  'node-gone': {
    title: 'Node gone',
    tell: (it) => `${was(it)} ended because the node ${word(it.detail, 'node')} is no more`,
    harms: 'at-risk',
    remedies: ['node', 'events'],
  },
  'node-refused': {
    title: 'Node refused the pod',
    tell: (it) =>
      `${was(it)} refused by the node ${word(it.detail, 'node')} with ${word(it.detail, 'reason')}${why(it)}`,
    harms: 'at-risk',
    remedies: ['node', 'events', 'edit'],
  },
  'pod-deadline': {
    title: 'Pod deadline exceeded',
    tell: (it) => `${was(it)} ended for running longer than the pod's activeDeadlineSeconds`,
    harms: 'at-risk',
    remedies: ['logs', 'edit'],
  },
  'pod-failed': {
    title: 'Pod failed',
    tell: (it) => `${verb(it, 'has', 'have')} failed${why(it)}`,
    harms: 'pods',
    remedies: ['logs', 'events', 'delete-pod'],
  },
  'resize-stuck': {
    title: 'Resize does not happen',
    tell: (it) => `can't be resized in place (${word(it.detail, 'reason')})${why(it)}`,
    harms: 'at-risk',
    remedies: ['node', 'events', 'edit'],
  },
} as const satisfies Record<string, CauseEntry>

const was = (it: Told) => verb(it, 'was', 'were')

function finalizers({ detail }: Told): string {
  const held = word(detail, 'finalizers')
  return held.includes(', ') ? `finalizers ${held} have` : `finalizer ${held} has`
}
