import { describe, expect, test } from 'vitest'
import { createCluster } from '@/lib/health/testing/cluster'
import { at, condition, event, looping, now, pod, running, unready, waits, web } from '@/lib/health/testing/objects'

type Json = Readonly<Record<string, unknown>>
type Case = readonly [guarantee: string, objects: readonly Json[], expected: string]

/** `cause: what follows who in the sentence`, of each problem. */
const told = (objects: readonly Json[]): string =>
  createCluster(objects)
    .problems(now)
    .map(({ cause, sentence }) => `${cause}: ${sentence.replace(/; (\d still serves?|none serves)\.$/, '.')}`)
    .join('\n')

const one = (status: Json, web1: Parameters<typeof web>[0] = {}, spec: Json = {}): readonly Json[] => [
  ...web({ ready: 2, ...web1 }),
  pod('web-1', status, { spec }),
]
const said = (reason: string, message: string, more: Json = {}) => event('Pod', 'pod-web-1', reason, message, more)
const bare = { metadata: { ownerReferences: [] } }

const pull = (image: string, text: string): readonly Json[] =>
  one(
    waits('ErrImagePull', `failed to pull and unpack image "${image}": failed to resolve ${image}: ${text}`),
    {},
    {
      containers: [{ name: 'main', image }],
    },
  )
const unplaced = (reasons: string): readonly Json[] => [
  ...web({ ready: 2 }),
  pod(
    'web-1',
    {
      phase: 'Pending',
      conditions: [
        condition('PodScheduled', 'False', {
          reason: 'Unschedulable',
          message: `0/60 nodes are available: ${reasons}.`,
        }),
      ],
    },
    { spec: { nodeName: undefined } },
  ),
]
const creating = waits('ContainerCreating')
const initialising = (container: Json): Json => ({
  phase: 'Pending',
  conditions: [condition('Initialized', 'False'), unready],
  initContainerStatuses: [container],
  containerStatuses: [{ name: 'main', ready: false, state: { waiting: { reason: 'PodInitializing' } } }],
})
const startError = (message: string) => looping({ exitCode: 128, reason: 'StartError', message })

const cases: Readonly<Record<string, readonly Case[]>> = {
  'an image': [
    [
      'whose tag reads like a status is not rate limited',
      pull('registry.example.com/web:429', 'dial tcp: lookup registry.example.com: no such host'),
      "image-registry-unreachable: 1 of 3 pods of shop/web can't pull registry.example.com/web:429: its registry can't be reached (lookup registry.example.com: no such host).",
    ],
  ],
  'a pod that no node takes': [
    [
      'lacks what the nodes of its pool have not, not the labels of the others',
      unplaced("3 Insufficient cpu, 57 node(s) didn't match Pod's node affinity/selector"),
      "no-resources: 1 of 3 pods of shop/web can't be placed on any node: 3 nodes have too little cpu left; 57 nodes lack the labels that it asks for.",
    ],
    [
      'is kept out by taints where nothing else does',
      unplaced("20 node(s) didn't match Pod's node affinity/selector, 40 node(s) had untolerated taint(s)"),
      "no-taint-tolerated: 1 of 3 pods of shop/web can't be placed on any node: 20 nodes lack the labels that it asks for; 40 nodes have a taint that it does not tolerate.",
    ],
  ],
  'a container that can not start': [
    [
      'for a mount does not blame the command',
      one(startError('OCI runtime create failed: error mounting "/var/x" to rootfs at "/x": not a directory')),
      'container-create: 1 of 3 pods of shop/web can\'t start: main can\'t be created: OCI runtime create failed: error mounting "/var/x" to rootfs at "/x": not a directory.',
    ],
    [
      'for its user names the user',
      one(
        waits(
          'CreateContainerConfigError',
          'container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root (pod: "x", container: main)',
        ),
      ),
      "config-refused: 1 of 3 pods of shop/web can't start: main must not run as root, but its image names its user only as node, of whom that can't be told without runAsUser.",
    ],
  ],
  'a pod that is being prepared': [
    [
      'is past a mount that failed once the node pulls its image',
      [
        ...one(creating),
        said('FailedMount', 'MountVolume.SetUp failed for volume "config" : timed out', { lastTimestamp: at(6) }),
        said('Pulling', 'Pulling image "registry.example.com/web:1.8.2"', { type: 'Normal', lastTimestamp: at(7) }),
      ],
      'start-hangs: 1 of 3 pods of shop/web has been starting for longer than 5 min, and the node still pulls its image.',
    ],
    [
      'is not past a mount that fails after the image came',
      [
        ...one(creating),
        said('Pulled', 'Successfully pulled image', { type: 'Normal', lastTimestamp: at(6) }),
        said('FailedMount', 'MountVolume.SetUp failed for volume "nfs" : exit status 32', { lastTimestamp: at(7) }),
      ],
      "volume-mount: 1 of 3 pods of shop/web can't start: volume nfs can't be mounted: exit status 32.",
    ],
    [
      'is held up by a sidecar that does not get through its startup probe',
      [
        ...one(
          initialising(running({ name: 'proxy', started: false })),
          {},
          {
            initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }],
          },
        ),
        said('Unhealthy', 'Startup probe failed: connection refused'),
      ],
      'startup-slow: 1 of 3 pods of shop/web is still starting after 10 min: proxy has not got through its startup probe: connection refused.',
    ],
    [
      'is not held up by a sidecar that runs',
      one(
        initialising(running({ name: 'proxy', started: true })),
        {},
        {
          initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' }],
        },
      ),
      '',
    ],
    [
      'may initialise for as long as it likes in a Job',
      [
        {
          kind: 'Job',
          metadata: { name: 'load', namespace: 'shop', uid: 'job-load' },
          spec: {},
          status: { active: 1 },
        },
        pod('load-1', initialising(running({ name: 'fetch', started: false })), {
          metadata: { ownerReferences: [{ kind: 'Job', name: 'load', uid: 'job-load', controller: true }] },
          spec: { restartPolicy: 'Never' },
        }),
      ],
      '',
    ],
  ],
  'a container that ended': [
    [
      'once, and is not ready yet, does not loop',
      one({ ...looping({ exitCode: 1, reason: 'Error' }, 1, { running: { startedAt: at(39) } }) }),
      '',
    ],
    [
      'for the first time gets ten seconds to be started over',
      one({ ...looping({}, 0, { terminated: { exitCode: 1, reason: 'Error', finishedAt: at(39.9) } }) }),
      '',
    ],
    [
      'and stays so is told after them',
      one({ ...looping({}, 0, { terminated: { exitCode: 1, reason: 'Error', finishedAt: at(39) } }) }),
      'crash-exit: 1 of 3 pods of shop/web keeps crashing: main ends with exit code 1.',
    ],
    [
      'well, where it may end, leaves the pod whole',
      [
        pod(
          'import',
          {
            phase: 'Running',
            conditions: [unready],
            containerStatuses: [
              running({ ready: true }),
              {
                name: 'once',
                ready: false,
                restartCount: 0,
                state: { terminated: { exitCode: 0, finishedAt: at(3) } },
              },
            ],
          },
          { ...bare, spec: { restartPolicy: 'OnFailure' } },
        ),
      ],
      '',
    ],
    [
      'out of memory without a limit is no matter of its limit',
      one(looping({ exitCode: 137, reason: 'OOMKilled' })),
      'crash-out-of-memory: 1 of 3 pods of shop/web runs out of memory: main is killed by the kernel, though it has no limit of its own, restarted 7 times.',
    ],
    [
      'by itself is not ended by a probe that failed half an hour ago',
      [
        ...one(looping({ exitCode: 1, reason: 'Error' })),
        said('Killing', 'Container main failed liveness probe, will be restarted', {
          type: 'Normal',
          lastTimestamp: at(10),
        }),
      ],
      'crash-exit: 1 of 3 pods of shop/web keeps crashing: main ends with exit code 1, restarted 7 times.',
    ],
  ],
  'a pod that runs and is not ready': [
    [
      'has no readiness probe to blame where it has none',
      one({
        phase: 'Running',
        conditions: [{ ...unready, lastTransitionTime: at(20) }],
        containerStatuses: [running()],
      }),
      'not-ready: 1 of 3 pods of shop/web runs but is not ready: containers with unready status: [main].',
    ],
  ],
  'a pod that failed': [
    [
      'because it was deleted has done as it was told',
      [
        ...web({ ready: 3 }),
        pod(
          'web-1',
          {
            phase: 'Failed',
            conditions: [condition('Ready', 'False', { lastTransitionTime: at(39.9) })],
            containerStatuses: [
              {
                name: 'main',
                ready: false,
                state: { terminated: { exitCode: 143, reason: 'Error', finishedAt: at(39.9) } },
              },
            ],
          },
          { metadata: { deletionTimestamp: at(39.8), deletionGracePeriodSeconds: 30 } },
        ),
      ],
      '',
    ],
    [
      'because its node could not give it what it asks for in one place was refused',
      one(
        {
          phase: 'Failed',
          reason: 'TopologyAffinityError',
          message: 'Resources cannot be allocated with Topology locality',
          conditions: [condition('Ready', 'False', { lastTransitionTime: at(30) })],
        },
        { ready: 3 },
      ),
      'node-refused: 1 pod of shop/web was refused by the node node-1 with TopologyAffinityError: Resources cannot be allocated with Topology locality.',
    ],
  ],
}

for (const [what, table] of Object.entries(cases))
  describe(what, () => {
    test.each(table)('%s', (_, objects, expected) => expect(told(objects)).toBe(expected))
  })
