import {
  type ContainerStatus,
  createChance,
  ended,
  lastEnded,
  running,
  type State,
  statusOf,
  waiting,
} from './odd-states'

type Condition = { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }

/** A pod that a cluster seldom shows: POST `manifest`, PATCH `status` as a merge patch to its status, then DELETE it if `deleted`. */
export interface OddPod {
  readonly manifest: PodManifest
  readonly status: PodStatus
  /** A finalizer keeps the deleted pod in sight; clear `metadata.finalizers` to be rid of it. */
  readonly deleted: boolean
}

interface PodManifest {
  readonly apiVersion: 'v1'
  readonly kind: 'Pod'
  readonly metadata: {
    readonly name: string
    readonly annotations: Readonly<Record<string, string>>
    readonly finalizers: readonly string[]
  }
  readonly spec: Readonly<Record<string, unknown>>
}

interface PodStatus {
  readonly phase: string
  readonly reason?: string
  readonly message?: string
  readonly conditions: readonly Condition[]
  readonly initContainerStatuses: readonly ContainerStatus[]
  readonly containerStatuses: readonly ContainerStatus[]
}

const oddPodFinalizer = 'quarterdeck.dev/odd-pod'

interface Oddity {
  readonly phase: string
  readonly reason?: string
  readonly message?: string
  readonly conditions?: readonly Condition[]
  readonly gates?: readonly string[]
  /** Init containers by name; a trailing `*` makes it a sidecar. */
  readonly init?: readonly string[]
  readonly initStatuses?: readonly ContainerStatus[]
  readonly containers?: readonly string[]
  readonly statuses?: readonly ContainerStatus[]
  readonly deleted?: boolean
}

/** The named cases, then as many drawn from `seed` as make up `count`: equal arguments give equal pods. */
export function oddPods(seed: number, count = 240): readonly OddPod[] {
  const chance = createChance(seed)
  const drawn = Array.from({ length: Math.max(0, count - namedOddities.length) }, () => drawOddity(chance))
  return [...namedOddities, ...drawn].map((oddity, index) => build(`odd-${String(index).padStart(3, '0')}`, oddity))
}

function build(name: string, oddity: Oddity): OddPod {
  const containers = oddity.containers ?? oddity.statuses?.map((status) => status.name) ?? ['main']
  return {
    manifest: {
      apiVersion: 'v1',
      kind: 'Pod',
      // The annotation keeps simulated kubelets away; with no scheduler the pod stays unbound.
      metadata: {
        name,
        annotations: { 'sim.quarterdeck.dev/startup': 'external' },
        finalizers: oddity.deleted === true ? [oddPodFinalizer] : [],
      },
      spec: {
        schedulerName: 'none',
        automountServiceAccountToken: false,
        containers: containers.map((it) => ({ name: it, image: 'registry.example/odd:1' })),
        initContainers: (oddity.init ?? []).map(initContainer),
        readinessGates: (oddity.gates ?? []).map((conditionType) => ({ conditionType })),
      },
    },
    status: {
      phase: oddity.phase,
      ...(oddity.reason !== undefined && { reason: oddity.reason }),
      ...(oddity.message !== undefined && { message: oddity.message }),
      conditions: oddity.conditions ?? [],
      initContainerStatuses: oddity.initStatuses ?? [],
      containerStatuses: oddity.statuses ?? [],
    },
    deleted: oddity.deleted ?? false,
  }
}

function initContainer(name: string) {
  const image = 'registry.example/odd-init:1'
  return name.endsWith('*') ? { name: name.slice(0, -1), image, restartPolicy: 'Always' } : { name, image }
}

const condition = (type: string, status: string, reason = ''): Condition => ({ type, status, reason })
const initialized = condition('Initialized', 'True')
const uninitialized = condition('Initialized', 'False', 'ContainersNotInitialized')
const ready = condition('Ready', 'True')
const unready = condition('Ready', 'False', 'ContainersNotReady')
const up = statusOf('main', running, { ready: true })
const crashing = statusOf('main', waiting('CrashLoopBackOff'), { restarts: 7, last: lastEnded(1, 'Error') })

const waits = [
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'SomethingOfTomorrow',
  '',
]

const endings: readonly State[] = [
  ended(0, 'Completed'),
  ended(0, ''),
  ended(1, 'Error'),
  ended(1, ''),
  ended(137, 'OOMKilled'),
  ended(137, 'ContainerStatusUnknown'),
  ended(128, 'StartError'),
  ended(143, '', 15),
  ended(0, '', 9),
  ended(-1, ''),
]

const states: readonly State[] = [...waits.map(waiting), ...endings, running, {}, { ...running, ...waiting('Both') }]

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown', '']
const reasons = ['Evicted', 'NodeLost', 'NodeShutdown', 'Terminated', 'DeadlineExceeded', 'OutOfcpu', 'Preempting']

const scheduling: readonly Oddity[] = [
  { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'Unschedulable')] },
  { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] },
  { phase: 'Running', conditions: [condition('PodScheduled', 'True', 'SchedulingGated'), ready], statuses: [up] },
  { phase: 'Failed', reason: 'Evicted', conditions: [condition('PodScheduled', 'False', 'SchedulingGated')] },
  { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 'SchedulerError')] },
]

const duplicates: readonly Oddity[] = [
  {
    phase: 'Pending',
    init: ['a'],
    initStatuses: [statusOf('a', waiting('X'))],
    statuses: [up],
    conditions: [uninitialized, initialized],
  },
  {
    phase: 'Pending',
    init: ['a'],
    initStatuses: [statusOf('a', waiting('X'))],
    statuses: [up],
    conditions: [initialized, uninitialized],
  },
  { phase: 'Running', conditions: [unready, ready], statuses: [up, statusOf('job', ended(0, 'Completed'))] },
  { phase: 'Running', statuses: [up, up, up], containers: ['main'] },
  { phase: 'Running', statuses: [statusOf('stranger', running, { ready: true })], containers: ['main'] },
  {
    phase: 'Running',
    init: ['a*'],
    initStatuses: [statusOf('stranger', running, { ready: true, started: true })],
    statuses: [up],
  },
]

const sidecars: readonly Oddity[] = [undefined, false, true].flatMap((started) =>
  [true, false].flatMap((isReady): Oddity[] =>
    [initialized, uninitialized].map((it) => ({
      phase: 'Running',
      init: ['proxy*', 'migrate', 'logs*'],
      initStatuses: [
        statusOf('proxy', running, { ready: isReady, started, restarts: 2, last: lastEnded(137, 'OOMKilled') }),
        statusOf('migrate', ended(0, 'Completed'), { restarts: 1, last: lastEnded(1, 'Error') }),
        statusOf('logs', waiting('CrashLoopBackOff'), { started, ready: isReady, restarts: 4 }),
      ],
      statuses: [up],
      conditions: [it, ready],
    })),
  ),
)

const completions: readonly Oddity[] = [ready, unready].flatMap((it): Oddity[] => [
  { phase: 'Running', conditions: [it], statuses: [statusOf('job', ended(0, 'Completed')), up] },
  { phase: 'Running', conditions: [it], statuses: [up, statusOf('job', ended(0, 'Completed'))] },
  {
    phase: 'Running',
    conditions: [it],
    statuses: [statusOf('job', ended(0, 'Completed')), statusOf('main', ended(2, 'Error'))],
  },
  {
    phase: 'Running',
    conditions: [it],
    statuses: [statusOf('job', ended(0, 'Completed')), statusOf('web', ended(3, '')), up],
  },
  {
    phase: 'Running',
    conditions: [it],
    statuses: [statusOf('job', ended(0, 'Completed')), statusOf('main', ended(0, 'Completed'))],
  },
  { phase: 'Failed', reason: 'Completed', conditions: [it], statuses: [up] },
  { phase: 'Running', conditions: [it], gates: ['a.example/one', 'a.example/two'], statuses: [up] },
])

/** What one by one has bitten somebody; the drawn ones mix them. */
const namedOddities: readonly Oddity[] = [
  ...phases.flatMap((phase): Oddity[] => [{ phase }, { phase, statuses: [up], conditions: [ready] }]),
  ...phases.map((phase): Oddity => ({ phase, deleted: true })),
  ...phases.map((phase): Oddity => ({ phase, reason: 'NodeLost', statuses: [up], deleted: true })),
  ...reasons.map((reason): Oddity => ({ phase: 'Failed', reason, message: `${reason}, says the node` })),
  ...reasons.map((reason): Oddity => ({ phase: 'Running', reason, statuses: [crashing] })),
  ...states.map((state): Oddity => ({ phase: 'Running', statuses: [statusOf('main', state)] })),
  ...states.map((state): Oddity => ({ phase: 'Pending', init: ['a', 'b'], initStatuses: [statusOf('a', state)] })),
  ...states.map(
    (state): Oddity => ({
      phase: 'Running',
      init: ['a*'],
      initStatuses: [statusOf('a', state, { restarts: 3, last: lastEnded(1, 'Error') })],
      statuses: [up],
      conditions: [initialized, unready],
    }),
  ),
  ...scheduling,
  ...duplicates,
  ...sidecars,
  ...completions,
]

type Chance = ReturnType<typeof createChance>

function drawOddity(chance: Chance): Oddity {
  const init = ['a', 'b', 'c'].slice(0, chance.below(4)).map((name) => (chance.one(3) ? `${name}*` : name))
  const containers = ['main', 'web', 'job'].slice(0, 1 + chance.below(3))
  const draw = (name: string) =>
    statusOf(name, chance.pick(states), {
      ready: chance.one(2),
      ...(chance.one(4) ? {} : { started: !chance.one(3) }),
      restarts: chance.one(2) ? 0 : chance.below(40),
      ...(chance.one(2) && {
        last: chance.pick([lastEnded(1, 'Error', chance.below(5000)), { terminated: { exitCode: 1 } }]),
      }),
    })
  return {
    phase: chance.pick([...phases, 'Running', 'Running', 'Pending']),
    ...(chance.one(6) && { reason: chance.pick(reasons) }),
    conditions: [initialized, uninitialized, ready, unready, initialized].filter(() => chance.one(2)),
    init,
    initStatuses: init.slice(0, chance.below(5)).map((name) => draw(name.replace('*', ''))),
    containers,
    statuses: containers.filter(() => !chance.one(6)).map(draw),
    deleted: chance.one(6),
  }
}
