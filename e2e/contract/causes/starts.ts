import { type Case, condition, container, loops, minutesAgo, stillPod, unready, waits } from './case'
import type { Place } from './place'

const image = 'registry.example/still:1'
const pull = (words: string) => waits('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${words}`)

/** A bare pod with a status that its kubelet would write. */
const told = (cause: string, status: () => object): Case => ({
  cause,
  make: (place) => place.pod(stillPod(place.name), status()),
})

const imageCases: readonly Case[] = [
  told('image-not-found', () => pull(`failed to resolve reference "${image}": ${image}: not found`)),
  told('image-unauthorized', () =>
    pull('unexpected status from GET request to https://auth.example/token: 401 Unauthorized'),
  ),
  told('image-rate-limited', () => pull('toomanyrequests: You have reached your pull rate limit')),
  told('image-registry-unreachable', () => pull('dial tcp: lookup registry.example on 10.96.0.10:53: no such host')),
  told('image-platform', () => pull('no match for platform in manifest')),
  told('image-signature', () => waits('SignatureValidationFailed', 'image signature validation failed')),
  told('image-never-pulled', () =>
    waits('ErrImageNeverPull', `Container image "${image}" is not present with pull policy of Never`),
  ),
  told('image-name', () => waits('InvalidImageName', 'couldn\'t parse image name "Web:1": invalid reference format')),
  told('image-unusable', () => waits('ImageInspectError', `Failed to inspect image "${image}": layer does not exist`)),
  told('image-pull', () => waits('ImagePullBackOff', `Back-off pulling image "${image}"`)),
]

const killed = { reason: 'Error', exitCode: 137 }
const probeKill = (cause: string, words: string): Case => ({
  cause,
  async make(place) {
    await place.pod(stillPod(place.name), loops(killed))
    await place.say('Pod', 'Unhealthy', words)
  },
})

const crashCases: readonly Case[] = [
  told('crash-out-of-memory', () => loops({ reason: 'OOMKilled', exitCode: 137 })),
  told('crash-exit', () => loops({ reason: 'Error', exitCode: 1 })),
  told('crash-signal', () => loops({ reason: 'Error', exitCode: 139 })),
  probeKill('crash-liveness', 'Liveness probe failed: HTTP probe failed with statuscode: 500'),
  probeKill('crash-startup', 'Startup probe failed: dial tcp 10.64.0.2:8080: connect: connection refused'),
  told('crash-completes', () => loops({ reason: 'Completed', exitCode: 0 })),
  told('crash-unknown', () => loops({ reason: 'ContainerStatusUnknown', exitCode: 137 })),
  told('command-cannot-run', () =>
    loops({ reason: 'StartError', exitCode: 128, message: 'exec: "/app/wbe": no such file or directory' }),
  ),
]

/** Bound to a node that is not there: no kubelet takes it up. */
export const onNode = (name: string, place: Place, spec: object = {}) =>
  stillPod(name, { spec: { nodeName: place.global, ...spec } })

const creating = (cause: string, reason: string, message: string): Case => ({
  cause,
  async make(place) {
    await place.pod(onNode(place.name, place), { ...waits('ContainerCreating'), startTime: minutesAgo(1) })
    await place.say('Pod', reason, message)
  },
})

const creationCases: readonly Case[] = [
  told('config-missing', () => waits('CreateContainerConfigError', 'secret "payments-db" not found')),
  told('config-refused', () =>
    waits('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root'),
  ),
  told('config-error', () => waits('CreateContainerConfigError', 'failed to prepare subPath for volumeMount "data"')),
  told('container-create', () => waits('CreateContainerError', 'context deadline exceeded')),
  told('container-hook', () => waits('PostStartHookError', "PostStartHook failed: command '/bin/warm' exited with 1")),
  told('container-kill', () => waits('KillContainerError', 'unable to stop container')),
  told('container-waits', () => waits('SeccompProfileError', 'profile not found on the node')),
  creating('sandbox', 'FailedCreatePodSandBox', 'Failed to create pod sandbox: failed to setup network for sandbox'),
  creating('volume-mount', 'FailedMount', 'MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32'),
  creating(
    'volume-attach',
    'FailedAttachVolume',
    'Multi-Attach error for volume "pvc-1" Volume is already exclusively attached to one node',
  ),
  {
    cause: 'init-runs-on',
    make(place) {
      const init = container({ name: 'migrate', started: false })
      const { containerStatuses } = waits('PodInitializing')
      const status = {
        phase: 'Pending',
        startTime: minutesAgo(120),
        conditions: [condition('PodScheduled', 'True'), condition('Initialized', 'False'), unready()],
        initContainerStatuses: [init],
        containerStatuses,
      }
      return place.pod(stillPod(place.name, { spec: { initContainers: [{ name: 'migrate', image }] } }), status)
    },
  },
  { cause: 'start-hangs', make: (place) => place.pod(onNode(place.name, place), waits('ContainerCreating')) },
]

const unscheduled = (reason: string, message: string) => ({
  phase: 'Pending',
  conditions: [condition('PodScheduled', 'False', { reason, message })],
})
const nowhere = (cause: string, words: string): Case =>
  told(cause, () => unscheduled('Unschedulable', `0/60 nodes are available: ${words}.`))

const schedulingCases: readonly Case[] = [
  nowhere('no-resources', '60 Insufficient cpu'),
  nowhere('no-taint-tolerated', '60 node(s) had untolerated taint(s)'),
  nowhere('no-node-matches', "60 node(s) didn't match Pod's node affinity/selector"),
  nowhere('nodes-cordoned', '60 node(s) were unschedulable'),
  nowhere('pod-affinity', "60 node(s) didn't match pod anti-affinity rules"),
  nowhere('topology-spread', "60 node(s) didn't match pod topology spread constraints"),
  nowhere('no-free-port', "60 node(s) didn't have free ports for the requested pod ports"),
  nowhere('volume-placement', '60 node(s) had volume node affinity conflict'),
  nowhere('claim-missing', 'persistentvolumeclaim "data" not found'),
  nowhere('unschedulable', '60 node(s) {odd: reason}'),
  told('scheduler-error', () => unscheduled('SchedulerError', 'running PreBind plugin "VolumeBinding": timed out')),
  { cause: 'not-scheduled', old: true, make: (place) => place.pod(stillPod(place.name)) },
]

/** From the image to the first run: what kubelets and the scheduler say of pods. */
export const startCases: readonly Case[] = [...imageCases, ...crashCases, ...creationCases, ...schedulingCases]
