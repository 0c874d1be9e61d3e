import { collections, get, type KubeObject, patch, remove } from '@/e2e/contract/api'
import { type Case, condition, hourAgo, loops, minutesAgo, ready, running, templateOf, workload } from './case'
import { faults } from './faults'
import { type Place, podType } from './place'

const deploymentType = { apiVersion: 'apps/v1', kind: 'Deployment' }
const statefulSetType = { apiVersion: 'apps/v1', kind: 'StatefulSet' }
const jobType = { apiVersion: 'batch/v1', kind: 'Job' }
const cronJobType = { apiVersion: 'batch/v1', kind: 'CronJob' }

const ofDeployment = ({ name }: Place) => `Deployment/${name}`
const ofJob = ({ name }: Place) => `Job/${name}`
const ofCronJob = ({ name }: Place) => `CronJob/${name}`

/** A Deployment whose pods the API server refuses for what stands in its namespace. */
const refused = (cause: string, prepare: (place: Place) => Promise<unknown>, more: Partial<Case> = {}): Case => ({
  cause,
  apart: true,
  subject: ofDeployment,
  async make(place) {
    await prepare(place)
    await place.create(workload('Deployment', place.name, 2, { template: templateOf(place.name, small) }))
    await place.shows(deploymentType, /"ReplicaFailure"/)
  },
  ...more,
})
const small = { resources: { requests: { cpu: '1m' } } }

const quota = (hard: object) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'tight' },
  spec: { hard },
})
/** Its controller tells the quota's use before it counts. */
const withQuota = (hard: object) => async (place: Place) => {
  await place.create(quota(hard))
  await place.shows(quota(hard), /"used":/, 'tight')
}

/** A StatefulSet of which its controller could make one pod, and said why not the second. */
const refusedByWords = (cause: string, words: string): Case => ({
  cause,
  subject: ({ name }) => `StatefulSet/${name}`,
  async make(place) {
    // Its second pod is not asked for before the first has been ready for so long.
    await place.create(workload('StatefulSet', place.name, 2, { minReadySeconds: 600 }))
    await place.podsOf(place.name, 1)
    await place.shows(statefulSetType, /"replicas":1,/)
    const message = `create Pod ${place.name}-1 in StatefulSet ${place.name} failed error: ${words}`
    // Events count seconds: this one is later than that of the first pod.
    const lastTimestamp = new Date(Date.now() + 2_000).toISOString().replace(/\.\d+Z/, 'Z')
    await place.say('StatefulSet', 'FailedCreate', message, { lastTimestamp })
  },
})

const denialCases: readonly Case[] = [
  refused('quota', withQuota({ pods: '1' }), { subject: () => 'ResourceQuota/tight' }),
  refused('quota-unspecified', withQuota({ 'limits.cpu': '4' })),
  refused('limit-range', (place) =>
    place.create({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'small' },
      spec: { limits: [{ type: 'Container', min: { cpu: '10m' } }] },
    }),
  ),
  refused('pod-security', ({ namespace }) => restrict(namespace)),
  refused(
    'webhook-denied',
    ({ namespace }) => faults({ fault: 'webhook', resource: 'pods', namespace, message: 'no' }),
    {
      only: 'demo',
    },
  ),
  refused(
    'webhook-unreachable',
    ({ namespace }) => faults({ fault: 'webhook', resource: 'pods', namespace, unreachable: true }),
    {
      only: 'demo',
      subject: () => 'AdmissionWebhook/policy.quarterdeck.example',
    },
  ),
  refusedByWords(
    'policy-denied',
    "pods \"x\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: the tag latest is not allowed",
  ),
  refusedByWords(
    'service-account-missing',
    'pods "x" is forbidden: error looking up service account shop/deployer: serviceaccount "deployer" not found',
  ),
  refusedByWords('create-denied', 'Pod "x" is invalid: spec.containers[0].image: Required value'),
]

async function restrict(namespace: string): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
  await patch(`${collections.namespaces}/${namespace}`, { metadata: { labels } })
}

const rolloutCases: readonly Case[] = [
  {
    cause: 'rollout-stuck',
    subject: ofDeployment,
    async make(place) {
      await place.create(workload('Deployment', place.name, 1, { progressDeadlineSeconds: 1 }))
      await place.shows(deploymentType, /"ProgressDeadlineExceeded"/)
    },
  },
  {
    cause: 'replicas-missing',
    subject: ofDeployment,
    old: true,
    async make(place) {
      // A rollout that was over, and whose pod then says nothing of what it lacks.
      await place.create(workload('Deployment', place.name, 1))
      const [pod = ''] = await place.podsOf(place.name, 1)
      await place.status(podType, ready(), pod)
      await place.shows(deploymentType, /"NewReplicaSetAvailable"/)
      await place.status(podType, { ...running(), containerStatuses: null }, pod)
      await place.shows(deploymentType, /"MinimumReplicasUnavailable"/)
    },
  },
  {
    cause: 'statefulset-blocked',
    subject: ({ name }) => `StatefulSet/${name}`,
    async make(place) {
      await place.create(workload('StatefulSet', place.name, 1))
      const [pod = ''] = await place.podsOf(place.name, 1)
      await place.status(podType, loops({ reason: 'Error', exitCode: 1 }), pod)
      await place.update(statefulSetType, {
        spec: { template: { metadata: { annotations: { mended: 'true' } } } },
      })
      await place.shows(statefulSetType, /"observedGeneration":2/)
    },
  },
]

const job = (name: string, spec: object = {}) => ({
  ...jobType,
  metadata: { name },
  spec: { ...spec, template: { ...templateOf(name), spec: { ...templateOf(name).spec, restartPolicy: 'Never' } } },
})

const jobEnded = (cause: string, reason: string, message: string, { spec = {}, status = {} } = {}): Case => ({
  cause,
  subject: ofJob,
  only: 'demo',
  async make(place) {
    await place.create(job(place.name, spec))
    await place.podsOf(place.name, 1)
    await place.status(jobType, {
      startTime: hourAgo(),
      failed: 3,
      active: null,
      ready: 0,
      conditions: [
        condition('FailureTarget', 'True', { reason, message }),
        condition('Failed', 'True', { reason, message }),
      ],
      ...status,
    })
  },
})

const cronJob = (name: string, spec: object = {}) => ({
  ...cronJobType,
  metadata: { name },
  spec: { schedule: '0 4 29 2 *', jobTemplate: { spec: job(name).spec }, ...spec },
})

const runCases: readonly Case[] = [
  jobEnded('job-failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
  {
    cause: 'job-deadline',
    subject: ofJob,
    async make(place) {
      await place.create(job(place.name, { activeDeadlineSeconds: 1 }))
      await place.shows(jobType, /"DeadlineExceeded"/)
    },
  },
  jobEnded(
    'job-failure-policy',
    'PodFailurePolicy',
    'Container main failed with exit code 42 matching FailJob rule at index 0',
  ),
  jobEnded('job-indexes-failed', 'FailedIndexes', 'Job has failed indexes', { status: { failedIndexes: '1,3-5' } }),
  {
    cause: 'job-retries',
    subject: ofJob,
    async make(place) {
      await place.create(job(place.name))
      const [pod = ''] = await place.podsOf(place.name, 1)
      await place.status(podType, { phase: 'Failed', startTime: minutesAgo(1) }, pod)
      await place.shows(jobType, /"failed":1/)
    },
  },
  {
    cause: 'cronjob-last-failed',
    subject: ofCronJob,
    async make(place) {
      await place.create(cronJob(place.name))
      const { metadata } = (await get(
        `/apis/batch/v1/namespaces/${place.namespace}/cronjobs/${place.name}`,
      )) as KubeObject
      const owner = { ...cronJobType, name: place.name, uid: metadata.uid, controller: true }
      const run = job(`${place.name}-1`, { activeDeadlineSeconds: 1 })
      await place.create({ ...run, metadata: { ...run.metadata, ownerReferences: [owner] } })
      await place.shows(jobType, /"type":"Failed"/, `${place.name}-1`)
    },
  },
  {
    cause: 'cronjob-missed',
    subject: ofCronJob,
    old: true,
    make: (place) => place.create(cronJob(place.name, { schedule: '*/30 * * * *' })),
  },
  {
    cause: 'cronjob-skips',
    subject: ofCronJob,
    async make(place) {
      await place.create(cronJob(place.name, { concurrencyPolicy: 'Forbid' }))
      const { metadata } = (await get(
        `/apis/batch/v1/namespaces/${place.namespace}/cronjobs/${place.name}`,
      )) as KubeObject
      const owner = { ...cronJobType, name: place.name, uid: metadata.uid, controller: true }
      const run = job(`${place.name}-1`)
      await place.create({ ...run, metadata: { ...run.metadata, ownerReferences: [owner] } })
      const { metadata: made } = (await get(
        `/apis/batch/v1/namespaces/${place.namespace}/jobs/${place.name}-1`,
      )) as KubeObject
      await place.status(cronJobType, {
        lastScheduleTime: minutesAgo(1),
        active: [{ ...jobType, name: made.name, namespace: place.namespace, uid: made.uid }],
      })
      await place.say(
        'CronJob',
        'JobAlreadyActive',
        'Not starting job because prior execution is running and concurrency policy is Forbid',
        { type: 'Normal' },
      )
    },
  },
  {
    cause: 'cronjob-schedule',
    subject: ofCronJob,
    only: 'demo',
    make: (place) => place.create(cronJob(place.name, { timeZone: 'Europe/Lissabon' })),
  },
  {
    cause: 'namespace-terminating',
    subject: ({ namespace }) => `Namespace/${namespace}`,
    apart: true,
    old: true,
    async make(place) {
      await place.create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: place.name, finalizers: ['example.com/backup'] },
      })
      await remove(`${collections.namespaces}/${place.namespace}`)
    },
  },
]

/** What keeps controllers from their work. */
export const controllerCases: readonly Case[] = [...denialCases, ...rolloutCases, ...runCases]
