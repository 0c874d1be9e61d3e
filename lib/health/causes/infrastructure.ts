import { because } from '@/lib/health/words'
import { type CauseEntry, type Told, word } from './entry'

const why = ({ words }: Told) => because(words.why)

/** What is wrong with nodes, autoscalers, budgets, claims and the way in. */
export const infrastructureCauses = {
  'node-not-ready': {
    title: 'Node not ready',
    tell: (it) => `is not ready${why(it)}`,
    harms: 'at-risk',
    family: 'node-down',
    about: 'subject',
    remedies: ['node', 'events', 'drain'],
  },
  'node-unreachable': {
    title: 'Node does not report',
    tell: () => 'does not report any more: its kubelet is silent',
    harms: 'at-risk',
    family: 'node-down',
    about: 'subject',
    remedies: ['node', 'events', 'drain'],
  },
  'node-never-reported': {
    title: 'Node never reported',
    tell: () => 'has not reported yet: its kubelet never came up',
    harms: 'at-risk',
    family: 'node-down',
    about: 'subject',
    remedies: ['node', 'events'],
  },
  'node-pressure': {
    title: 'Node under pressure',
    tell: (it) => `is low on ${word(it.detail, 'resource')} and evicts pods${why(it)}`,
    harms: 'at-risk',
    family: 'node-pressure',
    about: 'subject',
    remedies: ['node', 'drain', 'events'],
  },
  'node-out-of-memory': {
    title: 'Node ran out of memory',
    tell: (it) => `ran out of memory, and its kernel killed processes${why(it)}`,
    harms: 'at-risk',
    remedies: ['node', 'events'],
  },
  'node-trouble': {
    title: 'Node has trouble',
    tell: (it) => `reports ${word(it.detail, 'condition')}${why(it)}`,
    harms: 'at-risk',
    remedies: ['node', 'events', 'drain'],
  },
  'hpa-metrics': {
    title: 'Autoscaler blind',
    tell: (it) => `can't read its metrics and does not scale ${word(it.words, 'target')}${why(it)}`,
    harms: 'at-risk',
    remedies: ['autoscaling', 'edit', 'events'],
  },
  'hpa-target': {
    title: 'Autoscaler without target',
    tell: (it) => `can't scale ${word(it.words, 'target')}${why(it)}`,
    harms: 'at-risk',
    remedies: ['autoscaling', 'edit', 'events'],
  },
  'hpa-ambiguous': {
    title: 'Two autoscalers for the same pods',
    tell: (it) => `stands still: another autoscaler selects the same pods${why(it)}`,
    harms: 'at-risk',
    remedies: ['autoscaling', 'edit'],
  },
  'hpa-at-maximum': {
    title: 'Autoscaler at its maximum',
    tell: (it) => `is at its maximum of ${word(it.words, 'most')} replicas, and its metrics ask for more`,
    harms: 'at-risk',
    remedies: ['autoscaling', 'edit'],
  },
  'budget-never-allows': {
    title: 'Budget never allows a disruption',
    tell: (it) => `can never allow a pod to go${why(it)}; drains will hang on it`,
    harms: 'at-risk',
    remedies: ['disruption', 'edit', 'scale'],
  },
  'budget-sync': {
    title: 'Budget cannot be computed',
    tell: (it) => `allows nothing, because how many pods it stands for can't be computed${why(it)}`,
    harms: 'at-risk',
    remedies: ['disruption', 'edit', 'events'],
  },
  'budgets-overlap': {
    title: 'Two budgets for one pod',
    tell: (it) =>
      `has pods that more than one disruption budget selects (${word(it.detail, 'budgets')}), so they can't be evicted at all`,
    harms: 'at-risk',
    about: 'subject',
    remedies: ['disruption', 'events'],
  },
  'claim-class-missing': {
    title: 'Storage class missing',
    tell: (it) => `gets no volume: the storage class ${word(it.words, 'class')} does not exist`,
    harms: 'at-risk',
    family: 'claim',
    about: 'subject',
    remedies: ['storage', 'edit', 'events'],
  },
  'claim-provisioning': {
    title: 'Volume not provisioned',
    tell: (it) => `gets no volume: provisioning fails${why(it)}`,
    harms: 'at-risk',
    family: 'claim',
    about: 'subject',
    remedies: ['storage', 'events'],
  },
  'claim-no-volume': {
    title: 'No volume for the claim',
    tell: (it) => `gets no volume: no storage class makes one, and no existing volume fits${why(it)}`,
    harms: 'at-risk',
    family: 'claim',
    about: 'subject',
    remedies: ['storage', 'edit', 'events'],
  },
  'claim-pending': {
    title: 'Claim pending',
    tell: (it) => `has been waiting for its volume for too long${why(it)}`,
    harms: 'at-risk',
    family: 'claim',
    about: 'subject',
    vague: true,
    remedies: ['storage', 'events'],
  },
  'claim-lost': {
    title: 'Volume lost',
    tell: (it) => `has lost its volume ${word(it.detail, 'volume')}: it does not exist any more`,
    harms: 'degraded',
    remedies: ['storage', 'events'],
  },
  'claim-missing': {
    title: 'Claim does not exist',
    tell: (it) => `can't be placed: the claim ${word(it.detail, 'claim')} does not exist`,
    harms: 'pods',
    remedies: ['storage', 'edit', 'undo'],
  },
  'claim-resize': {
    title: 'Volume not resized',
    tell: (it) => `can't be resized${why(it)}`,
    harms: 'at-risk',
    remedies: ['storage', 'events'],
  },
  'service-selects-nothing': {
    title: 'Service selects nothing',
    tell: (it) => `selects no pod (${word(it.detail, 'selector')}): whoever calls it gets no answer`,
    harms: 'degraded',
    remedies: ['network', 'edit'],
  },
  'service-port': {
    title: 'Service port leads nowhere',
    tell: (it) =>
      `sends port ${word(it.detail, 'port')} to "${word(it.words, 'target')}", which no container of its pods names`,
    harms: 'degraded',
    remedies: ['network', 'edit'],
  },
  'ingress-service-missing': {
    title: 'Ingress to nowhere',
    tell: (it) => `sends ${word(it.words, 'paths')} to the Service ${word(it.detail, 'service')}, which does not exist`,
    harms: 'degraded',
    remedies: ['network', 'edit'],
  },
  'ingress-port-missing': {
    title: 'Ingress to a port that is not there',
    tell: (it) =>
      `sends ${word(it.words, 'paths')} to port ${word(it.detail, 'port')} of the Service ${word(it.detail, 'service')}, which has no such port`,
    harms: 'degraded',
    remedies: ['network', 'edit'],
  },
} as const satisfies Record<string, CauseEntry>
