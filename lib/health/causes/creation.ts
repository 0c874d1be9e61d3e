import { because } from '@/lib/health/words'
import { type CauseEntry, type Told, verb, word } from './entry'

const why = ({ words }: Told) => because(words.why)
const container = ({ detail }: Told) => word(detail, 'container')

/** Why a container or its pod does not come into being on its node. */
export const creationCauses = {
  'config-missing': {
    title: 'ConfigMap or Secret missing',
    tell: (it) => `can't start: ${word(it.detail, 'missing')} does not exist in ${word(it.words, 'namespace')}`,
    harms: 'pods',
    remedies: ['config', 'edit', 'undo'],
  },
  'config-refused': {
    title: 'Must not run as root',
    tell: (it) => `can't start: ${container(it)} must not run as root, but its image ${rooted(it)}`,
    harms: 'pods',
    remedies: ['edit', 'undo'],
  },
  'config-error': {
    title: 'Container configuration',
    tell: (it) => `can't start: the configuration of ${container(it)} can't be made${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'edit', 'undo'],
  },
  'container-create': {
    title: 'Container not created',
    tell: (it) => `can't start: ${container(it)} can't be created${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'node', 'undo'],
  },
  'container-hook': {
    title: 'Hook failed',
    tell: (it) => `can't start: a hook of ${container(it)} fails${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'edit', 'undo'],
  },
  'container-kill': {
    title: 'Container not stopped',
    tell: (it) => `can't be stopped: the node can't end ${container(it)}${why(it)}`,
    harms: 'pods',
    remedies: ['node', 'events'],
  },
  'container-waits': {
    title: 'Container waits',
    tell: (it) => `can't start: ${container(it)} waits with ${word(it.detail, 'reason')}${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'node', 'undo'],
  },
  sandbox: {
    title: 'Pod sandbox not created',
    tell: (it) =>
      `can't start: the node can't make ${verb(it, 'its sandbox or network', 'their sandboxes or network')}${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'node'],
  },
  'volume-mount': {
    title: 'Volume not mounted',
    tell: (it) => `can't start: ${volume(it)} can't be mounted${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'storage', 'node'],
  },
  'volume-attach': {
    title: 'Volume not attached',
    tell: (it) => `can't start: ${volume(it)} can't be attached to the node${why(it)}`,
    harms: 'pods',
    remedies: ['events', 'storage', 'node'],
  },
  'init-runs-on': {
    title: 'Init container does not end',
    tell: (it) =>
      `can't start: the init container ${container(it)} has been running for longer than ${word(it.words, 'patience')}, and all others wait for its end`,
    harms: 'pods',
    remedies: ['logs', 'events', 'undo'],
  },
  'start-hangs': {
    title: 'Start hangs',
    tell: (it) =>
      `${verb(it, 'has', 'have')} been starting for longer than ${word(it.words, 'patience')}, and ${word(it.words, 'doing') || 'the node does not say why'}`,
    harms: 'pods',
    remedies: ['events', 'node', 'undo'],
  },
} as const satisfies Record<string, CauseEntry>

/** Of a user by name the kubelet can't tell whether it is root. */
const rooted = ({ words }: Told) =>
  word(words, 'user') === ''
    ? 'does'
    : `names its user only as ${word(words, 'user')}, of whom that can't be told without runAsUser`

const volume = ({ detail }: Told) => (word(detail, 'volume') === '' ? 'a volume' : `volume ${word(detail, 'volume')}`)

const family = 'scheduling'
const place = (it: Told) => `can't be placed on any node: ${word(it.words, 'reasons')}`

/** Why a pod gets no node. */
export const schedulingCauses = {
  'no-resources': {
    title: 'No room on any node',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['events', 'scale', 'edit', 'node'],
  },
  'no-taint-tolerated': {
    title: 'Taints not tolerated',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['events', 'node', 'edit'],
  },
  'no-node-matches': {
    title: 'No node matches',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['edit', 'undo', 'events'],
  },
  'nodes-cordoned': {
    title: 'Nodes cordoned',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['uncordon', 'node', 'events'],
  },
  'pod-affinity': { title: 'Pod affinity', tell: place, harms: 'pods', family, remedies: ['edit', 'events', 'node'] },
  'topology-spread': {
    title: 'Topology spread',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['edit', 'events', 'node'],
  },
  'no-free-port': {
    title: 'Host port taken',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['edit', 'events', 'node'],
  },
  'volume-placement': {
    title: 'Volume keeps it from nodes',
    tell: place,
    harms: 'pods',
    family,
    remedies: ['storage', 'events', 'node'],
  },
  unschedulable: {
    title: 'Unschedulable',
    tell: place,
    harms: 'pods',
    family,
    vague: true,
    remedies: ['events', 'edit', 'node'],
  },
  'scheduler-error': {
    title: 'Scheduler error',
    tell: (it) => `can't be placed: the scheduler itself failed${why(it)}`,
    harms: 'pods',
    family,
    remedies: ['events'],
  },
  'not-scheduled': {
    title: 'No scheduler looks at it',
    tell: (it) =>
      `${verb(it, 'waits', 'wait')} for the scheduler ${word(it.detail, 'scheduler')}, which has not looked at ${verb(it, 'it', 'them')}`,
    harms: 'pods',
    remedies: ['edit', 'events'],
  },
} as const satisfies Record<string, CauseEntry>
