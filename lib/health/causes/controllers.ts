import { because } from '@/lib/health/words'
import { type CauseEntry, type Told, word } from './entry'

const why = ({ words }: Told) => because(words.why)
const lacks = ({ words }: Told) => `can't make ${word(words, 'missing')}`

/** Why a controller has no pods to show, or does not get on. */
export const controllerCauses = {
  quota: {
    title: 'Quota exhausted',
    about: 'subject',
    tell: (it) => `leaves no room for ${word(it.words, 'missing')}${why(it)}`,
    harms: 'pods',
    remedies: ['access', 'scale', 'events'],
  },
  'quota-unspecified': {
    title: 'Quota demands requests or limits',
    tell: (it) =>
      `${lacks(it)}: quota ${word(it.detail, 'quota')} demands that containers say ${word(it.words, 'why')}`,
    harms: 'pods',
    remedies: ['edit', 'access', 'undo'],
  },
  'limit-range': {
    title: 'LimitRange refuses the pods',
    tell: (it) => `${lacks(it)}: a LimitRange of the namespace forbids it${why(it)}`,
    harms: 'pods',
    remedies: ['edit', 'access', 'undo'],
  },
  'pod-security': {
    title: 'Pod Security refuses the pods',
    tell: (it) => `${lacks(it)}: Pod Security ${word(it.detail, 'profile')} forbids it${why(it)}`,
    harms: 'pods',
    remedies: ['edit', 'access', 'undo'],
  },
  'webhook-denied': {
    title: 'Admission webhook refuses the pods',
    tell: (it) => `${lacks(it)}: the admission webhook ${word(it.detail, 'webhook')} refuses${why(it)}`,
    harms: 'pods',
    remedies: ['edit', 'events', 'undo'],
  },
  'webhook-unreachable': {
    title: 'Admission webhook unreachable',
    about: 'subject',
    tell: (it) => `can't be called, so ${word(it.words, 'missing')} can't be made${why(it)}`,
    harms: 'pods',
    remedies: ['events'],
  },
  'policy-denied': {
    title: 'Admission policy refuses the pods',
    tell: (it) => `${lacks(it)}: the policy ${word(it.detail, 'policy')} refuses${why(it)}`,
    harms: 'pods',
    remedies: ['edit', 'events', 'undo'],
  },
  'service-account-missing': {
    title: 'ServiceAccount missing',
    tell: (it) => `${lacks(it)}: the ServiceAccount ${word(it.detail, 'account')} does not exist`,
    harms: 'pods',
    remedies: ['access', 'edit', 'undo'],
  },
  'create-denied': {
    title: 'Pods cannot be made',
    tell: (it) => `${lacks(it)}${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'edit', 'undo'],
  },
  'rollout-stuck': {
    title: 'Rollout stuck',
    tell: (it) => `made no progress with ${word(it.words, 'revision')} for ${word(it.words, 'deadline')}${why(it)}`,
    harms: 'pods',
    symptom: true,
    remedies: ['undo', 'events', 'logs'],
  },
  'replicas-missing': {
    title: 'Replicas missing',
    tell: (it) => `has ${word(it.words, 'ready')} of ${word(it.words, 'desired')} replicas ready`,
    harms: 'pods',
    symptom: true,
    remedies: ['events', 'logs'],
  },
  'statefulset-blocked': {
    title: 'StatefulSet held up by a broken pod',
    about: 'subject',
    tell: (it) =>
      `does not roll out: ${word(it.detail, 'pod')} is broken at the old revision, and the StatefulSet waits for it to become ready before it replaces it`,
    harms: 'pods',
    remedies: ['delete-pod', 'previous-logs', 'events'],
  },
  'job-failed': {
    title: 'Job failed',
    tell: (it) =>
      `has failed${why(it)}${word(it.words, 'pods') === '' ? '' : `, after ${word(it.words, 'pods')} failed`}`,
    harms: 'degraded',
    remedies: ['logs', 'events', 'yaml'],
  },
  'job-deadline': {
    title: 'Job over its deadline',
    tell: (it) => `was ended: it ran longer than ${word(it.words, 'deadline')}`,
    harms: 'degraded',
    remedies: ['logs', 'edit', 'events'],
  },
  'job-failure-policy': {
    title: 'Job ended by its failure policy',
    tell: (it) => `was ended by its pod failure policy${why(it)}`,
    harms: 'degraded',
    remedies: ['logs', 'yaml', 'events'],
  },
  'job-indexes-failed': {
    title: 'Job indexes failed',
    tell: (it) =>
      `has ${word(it.words, 'indexes')} that failed for good${word(it.words, 'which') === '' ? '' : ` (${word(it.words, 'which')})`}`,
    harms: 'degraded',
    remedies: ['logs', 'events', 'yaml'],
  },
  'job-retries': {
    title: 'Job retries',
    tell: (it) => `goes on, but ${word(it.words, 'pods')} failed so far, and ${word(it.words, 'limit')} may`,
    harms: 'at-risk',
    remedies: ['logs', 'events'],
  },
  'cronjob-last-failed': {
    title: 'Last run failed',
    tell: (it) => `did not succeed in its last run${why(it)}`,
    harms: 'degraded',
    remedies: ['logs', 'events', 'yaml'],
  },
  'cronjob-missed': {
    title: 'Run missed',
    tell: (it) => `should have run at ${word(it.words, 'due')} and has not`,
    harms: 'degraded',
    remedies: ['events', 'yaml'],
  },
  'cronjob-skips': {
    title: 'Runs skipped',
    tell: (it) =>
      `skips runs: its last one still goes on, and the policy ${word(it.words, 'policy')} allows one at a time`,
    harms: 'at-risk',
    remedies: ['logs', 'edit', 'events'],
  },
  'cronjob-schedule': {
    title: 'Schedule not valid',
    tell: (it) => `never runs: its schedule or time zone is not valid${why(it)}`,
    harms: 'degraded',
    remedies: ['edit', 'yaml', 'events'],
  },
  'namespace-terminating': {
    title: 'Namespace does not go away',
    tell: (it) => `is being deleted but can't go${why(it)}`,
    harms: 'at-risk',
    remedies: ['yaml', 'events'],
  },
} as const satisfies Record<string, CauseEntry>
