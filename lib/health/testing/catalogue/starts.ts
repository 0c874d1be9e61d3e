import { condition, event, looping, node, pod, running, unready, waits, web } from '@/lib/health/testing/objects'
import type { Case } from './entry'

type Json = Readonly<Record<string, unknown>>

const image = 'registry.example.com/web:1.8.2'
const pull = (text: string): Json =>
  waits('ErrImagePull', `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": ${text}`)
const one = (status: Json, spec: Json = {}): readonly Json[] => [...web({ ready: 2 }), pod('web-1', status, { spec })]
const unplaced = (message: string, spec: Json = {}): Json =>
  pod(
    'web-1',
    {
      phase: 'Pending',
      startTime: undefined,
      conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable', message })],
    },
    { spec: { nodeName: undefined, ...spec } },
  )
const nowhere = (message: string, template: Json = {}, spec: Json = {}): readonly Json[] => [
  ...web({ ready: 2, template }),
  unplaced(message, spec),
]

/** From containerd's and the registries' own words, and those of kubelet images/types.go. */
export const imageCases: readonly Case[] = [
  {
    cause: 'image-not-found',
    objects: one(pull(`failed to resolve reference "${image}": ${image}: not found`)),
    says: "1 of 3 pods of shop/web can't pull registry.example.com/web:1.8.2: the registry has no such image (not found); 2 still serve.",
  },
  {
    cause: 'image-unauthorized',
    objects: one(
      pull(
        `failed to resolve reference "${image}": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.example.com/token: 401 Unauthorized`,
      ),
    ),
    says: '1 of 3 pods of shop/web may not pull registry.example.com/web:1.8.2: the registry wants other credentials (unexpected status from GET request to https://auth.example.com/token: 401 Unauthorized); 2 still serve.',
  },
  {
    cause: 'image-rate-limited',
    objects: one(
      pull(
        `failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.example.com/v2/web/manifests/1: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.`,
      ),
    ),
    says: "1 of 3 pods of shop/web can't pull registry.example.com/web:1.8.2 now: the registry limits how often it may be asked (toomanyrequests: You have reached your pull rate limit); 2 still serve.",
  },
  {
    cause: 'image-registry-unreachable',
    objects: one(
      pull(
        `failed to resolve reference "${image}": failed to do request: Head "https://registry.example.com/v2/web/manifests/1.8.2": dial tcp: lookup registry.example.com on 10.96.0.10:53: no such host`,
      ),
    ),
    says: "1 of 3 pods of shop/web can't pull registry.example.com/web:1.8.2: its registry can't be reached (lookup registry.example.com on 10.96.0.10:53: no such host); 2 still serve.",
  },
  {
    cause: 'image-platform',
    objects: one(pull('no match for platform in manifest')),
    says: "1 of 3 pods of shop/web can't pull registry.example.com/web:1.8.2: it is not made for the platform of the node (no match for platform in manifest); 2 still serve.",
  },
  {
    cause: 'image-signature',
    objects: one(waits('SignatureValidationFailed', 'image signature validation failed: no matching signature')),
    says: '1 of 3 pods of shop/web may not run registry.example.com/web:1.8.2: its signature was not accepted (image signature validation failed: no matching signature); 2 still serve.',
  },
  {
    cause: 'image-never-pulled',
    objects: one(waits('ErrImageNeverPull', `Container image "${image}" is not present with pull policy of Never`)),
    says: "1 of 3 pods of shop/web can't start registry.example.com/web:1.8.2: it is not on the node, and the pull policy Never forbids to fetch it; 2 still serve.",
  },
  {
    cause: 'image-name',
    objects: one(
      waits(
        'InvalidImageName',
        'Failed to apply default image tag "Web:1": couldn\'t parse image name "Web:1": invalid reference format',
      ),
      { containers: [{ name: 'main', image: 'Web:1' }] },
    ),
    says: '1 of 3 pods of shop/web can\'t pull "Web:1": that is not the name of an image; 2 still serve.',
  },
  {
    cause: 'image-unusable',
    objects: one(
      waits(
        'ImageInspectError',
        `Failed to inspect image "${image}": rpc error: code = Unknown desc = layer does not exist`,
      ),
    ),
    says: "1 of 3 pods of shop/web can't use registry.example.com/web:1.8.2: layer does not exist; 2 still serve.",
  },
  {
    cause: 'image-pull',
    objects: one(waits('ImagePullBackOff', `Back-off pulling image "${image}"`)),
    says: "1 of 3 pods of shop/web can't pull registry.example.com/web:1.8.2; 2 still serve.",
  },
]

/** Endings as the kubelet copies them from the runtime (pkg/kubelet/kuberuntime). */
export const crashCases: readonly Case[] = [
  {
    cause: 'crash-out-of-memory',
    objects: [
      ...web({ ready: 2, container: { resources: { limits: { memory: '256Mi' } } } }),
      pod('web-1', looping({ exitCode: 137, reason: 'OOMKilled' })),
    ],
    says: '1 of 3 pods of shop/web runs out of memory: main is killed at its limit of 256Mi, restarted 7 times; 2 still serve.',
  },
  {
    cause: 'crash-exit',
    objects: one(looping({ exitCode: 1, reason: 'Error', message: 'panic: no DATABASE_URL\n' })),
    says: '1 of 3 pods of shop/web keeps crashing: main ends with exit code 1 ("panic: no DATABASE_URL"), restarted 7 times; 2 still serve.',
  },
  {
    cause: 'crash-signal',
    objects: one(looping({ exitCode: 139, reason: 'Error' })),
    says: '1 of 3 pods of shop/web keeps crashing: main is ended by SIGSEGV, restarted 7 times; 2 still serve.',
  },
  {
    cause: 'crash-liveness',
    objects: [
      ...one(looping({ exitCode: 137, reason: 'Error' })),
      event('Pod', 'pod-web-1', 'Killing', 'Container main failed liveness probe, will be restarted', {
        type: 'Normal',
      }),
      event('Pod', 'pod-web-1', 'Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 500', {
        involvedObject: { kind: 'Pod', uid: 'pod-web-1', fieldPath: 'spec.containers{main}' },
      }),
    ],
    says: '1 of 3 pods of shop/web is restarted again and again: the liveness probe of main fails: HTTP probe failed with statuscode: 500, restarted 7 times; 2 still serve.',
  },
  {
    cause: 'crash-startup',
    objects: [
      ...one(looping({ exitCode: 143, reason: 'Error' })),
      event(
        'Pod',
        'pod-web-1',
        'Unhealthy',
        'Startup probe failed: dial tcp 10.64.0.2:8080: connect: connection refused',
      ),
    ],
    says: '1 of 3 pods of shop/web never gets through the startup probe of main, which kills it each time: dial tcp 10.64.0.2:8080: connect: connection refused, restarted 7 times; 2 still serve.',
  },
  {
    cause: 'crash-completes',
    objects: one(looping({ exitCode: 0, reason: 'Completed' })),
    says: '1 of 3 pods of shop/web ends by itself: main exits with 0 and is started again, because pods of this kind are to run for ever, restarted 7 times; 2 still serve.',
  },
  {
    cause: 'crash-unknown',
    objects: one(
      looping({
        exitCode: 137,
        reason: 'ContainerStatusUnknown',
        message: 'The container could not be located when the pod was terminated',
      }),
    ),
    says: '1 of 3 pods of shop/web keeps restarting: how main last ended is not known, restarted 7 times; 2 still serve.',
  },
  {
    cause: 'command-cannot-run',
    objects: one(
      looping({
        exitCode: 128,
        reason: 'StartError',
        message:
          'failed to create containerd task: exec: "/app/wbe": stat /app/wbe: no such file or directory: unknown',
      }),
    ),
    says: '1 of 3 pods of shop/web can\'t start: the command of main can\'t be run: failed to create containerd task: exec: "/app/wbe": stat /app/wbe: no such file or directory: unknown; 2 still serve.',
  },
]

export const creationCases: readonly Case[] = [
  {
    cause: 'config-missing',
    objects: one(waits('CreateContainerConfigError', 'secret "payments-db" not found')),
    says: "1 of 3 pods of shop/web can't start: secret payments-db does not exist in shop; 2 still serve.",
  },
  {
    cause: 'config-refused',
    objects: one(
      waits(
        'CreateContainerConfigError',
        'container has runAsNonRoot and image will run as root (pod: "web-1_shop(pod-web-1)", container: main)',
      ),
    ),
    says: "1 of 3 pods of shop/web can't start: main must not run as root, but its image does; 2 still serve.",
  },
  {
    cause: 'config-error',
    objects: one(
      waits('CreateContainerConfigError', 'failed to prepare subPath for volumeMount "data" of container "main"'),
    ),
    says: '1 of 3 pods of shop/web can\'t start: the configuration of main can\'t be made: failed to prepare subPath for volumeMount "data" of container "main"; 2 still serve.',
  },
  {
    cause: 'container-create',
    objects: one(waits('CreateContainerError', 'context deadline exceeded')),
    says: "1 of 3 pods of shop/web can't start: main can't be created: context deadline exceeded; 2 still serve.",
  },
  {
    cause: 'container-hook',
    objects: one(waits('PostStartHookError', "PostStartHook failed: command '/bin/warm' exited with 1")),
    says: "1 of 3 pods of shop/web can't start: a hook of main fails: PostStartHook failed: command '/bin/warm' exited with 1; 2 still serve.",
  },
  {
    cause: 'container-kill',
    objects: one(waits('KillContainerError', 'unable to stop container')),
    says: "1 of 3 pods of shop/web can't be stopped: the node can't end main: unable to stop container; 2 still serve.",
  },
  {
    cause: 'container-waits',
    objects: one(waits('SeccompProfileError', 'profile not found on the node')),
    says: "1 of 3 pods of shop/web can't start: main waits with SeccompProfileError: profile not found on the node; 2 still serve.",
  },
  {
    cause: 'sandbox',
    objects: [
      ...one(waits('ContainerCreating')),
      event(
        'Pod',
        'pod-web-1',
        'FailedCreatePodSandBox',
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox: plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized',
      ),
    ],
    says: '1 of 3 pods of shop/web can\'t start: the node can\'t make its sandbox or network: failed to setup network for sandbox: plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized; 2 still serve.',
  },
  {
    cause: 'volume-mount',
    objects: [
      ...one(waits('ContainerCreating')),
      event(
        'Pod',
        'pod-web-1',
        'FailedMount',
        'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32',
      ),
    ],
    says: "1 of 3 pods of shop/web can't start: volume nfs can't be mounted: mount failed: exit status 32; 2 still serve.",
  },
  {
    cause: 'volume-attach',
    objects: [
      ...one(waits('ContainerCreating')),
      event(
        'Pod',
        'pod-web-1',
        'FailedAttachVolume',
        'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node and can\'t be attached to another',
      ),
    ],
    says: "1 of 3 pods of shop/web can't start: volume pvc-1 can't be attached to the node: Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one node and can't be attached to another; 2 still serve.",
  },
  {
    cause: 'init-runs-on',
    objects: one({
      phase: 'Pending',
      conditions: [condition('PodScheduled', 'True'), condition('Initialized', 'False'), unready],
      initContainerStatuses: [running({ name: 'migrate', started: false })],
      containerStatuses: [{ name: 'main', ready: false, state: { waiting: { reason: 'PodInitializing' } } }],
    }),
    says: "1 of 3 pods of shop/web can't start: the init container migrate has been running for longer than 10 min, and all others wait for its end; 2 still serve.",
  },
  {
    cause: 'start-hangs',
    objects: one(waits('ContainerCreating')),
    says: '1 of 3 pods of shop/web has been starting for longer than 5 min, and the node does not say why; 2 still serve.',
  },
]

const post =
  ' no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.'
const nodes = [
  node('node-1', { spec: { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] } }),
  node('node-2', { spec: { unschedulable: true } }),
  node('node-3'),
]

export const schedulingCases: readonly Case[] = [
  {
    cause: 'no-resources',
    objects: [
      ...nowhere(
        `0/3 nodes are available: 3 Insufficient cpu.${post}`,
        {},
        { containers: [{ name: 'main', image, resources: { requests: { cpu: '500' } } }] },
      ),
      ...nodes,
    ],
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes have too little cpu left (each asks for 500 cores, the largest node has 31.5 cores); 2 still serve.",
  },
  {
    cause: 'no-taint-tolerated',
    objects: [...nowhere(`0/3 nodes are available: 3 node(s) had untolerated taint(s).${post}`), ...nodes],
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes have a taint that it does not tolerate (dedicated=gpu:NoSchedule on node-1); 2 still serve.",
  },
  {
    cause: 'no-node-matches',
    objects: nowhere(`0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.${post}`, {
      nodeSelector: { 'node-pool': 'gpu' },
    }),
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes lack the labels that it asks for (node-pool=gpu); 2 still serve.",
  },
  {
    cause: 'nodes-cordoned',
    objects: [...nowhere(`0/3 nodes are available: 1 Too many pods, 2 node(s) were unschedulable.${post}`), ...nodes],
    says: "1 of 3 pods of shop/web can't be placed on any node: 1 node has no room for another pod; 2 nodes are cordoned (node-2); 2 still serve.",
  },
  {
    cause: 'pod-affinity',
    objects: nowhere(`0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.${post}`),
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes have a pod that it must not be with; 2 still serve.",
  },
  {
    cause: 'topology-spread',
    objects: nowhere(`0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints.${post}`),
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes have too many of its kind already (topology spread); 2 still serve.",
  },
  {
    cause: 'no-free-port',
    objects: nowhere(`0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports.${post}`),
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes have its host port taken; 2 still serve.",
  },
  {
    cause: 'volume-placement',
    objects: nowhere(`0/3 nodes are available: 3 node(s) had volume node affinity conflict.${post}`),
    says: "1 of 3 pods of shop/web can't be placed on any node: all 3 nodes do not go with its volumes (had volume node affinity conflict); 2 still serve.",
  },
  {
    cause: 'claim-missing',
    objects: nowhere(
      '0/3 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    ),
    says: "1 of 3 pods of shop/web can't be placed: the claim data does not exist; 2 still serve.",
  },
  {
    cause: 'unschedulable',
    objects: nowhere(`0/3 nodes are available: 3 node(s) {odd: reason}.${post}`),
    says: "1 of 3 pods of shop/web can't be placed on any node: 3 nodes: node(s) {odd: reason}; 2 still serve.",
  },
  {
    cause: 'scheduler-error',
    objects: [
      ...web({ ready: 2 }),
      pod(
        'web-1',
        {
          phase: 'Pending',
          conditions: [
            condition('PodScheduled', 'False', {
              reason: 'SchedulerError',
              message: 'running PreBind plugin "VolumeBinding": timed out',
            }),
          ],
        },
        { spec: { nodeName: '' } },
      ),
    ],
    says: '1 of 3 pods of shop/web can\'t be placed: the scheduler itself failed: running PreBind plugin "VolumeBinding": timed out; 2 still serve.',
  },
  {
    cause: 'not-scheduled',
    objects: [
      ...web({ ready: 2 }),
      pod('web-1', { phase: 'Pending' }, { spec: { nodeName: '', schedulerName: 'batch-scheduler' } }),
    ],
    says: '1 of 3 pods of shop/web waits for the scheduler batch-scheduler, which has not looked at it; 2 still serve.',
  },
]
