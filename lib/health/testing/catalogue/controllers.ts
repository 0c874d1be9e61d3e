import { at, condition, event, looping, morning, pod, replicaSet, unready, web } from '@/lib/health/testing/objects'
import type { Case } from './entry'

type Json = Readonly<Record<string, unknown>>

/** shop/web with two of its three pods, of which the third is refused: pkg/controller/replicaset, replica_set_utils.go. */
const refused = (message: string): readonly Json[] => [
  ...web({ ready: 2, status: { replicas: 2, updatedReplicas: 2 } }).slice(0, 1),
  {
    ...replicaSet(3, {
      replicas: 2,
      conditions: [condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message })],
    }),
  },
]
const forbidden = (why: string) => refused(`pods "web-c98bfc8d4-h8jdv" is forbidden: ${why}`)

export const denialCases: readonly Case[] = [
  {
    cause: 'quota',
    objects: forbidden('exceeded quota: tight, requested: pods=1, used: pods=2, limited: pods=2'),
    says: 'Quota shop/tight leaves no room for 1 pod: requested: pods=1, used: pods=2, limited: pods=2; 2 still serve.',
  },
  {
    cause: 'quota-unspecified',
    objects: forbidden('failed quota: compute: must specify limits.cpu for: main; requests.memory for: main'),
    says: "Deployment shop/web can't make 1 pod: quota compute demands that containers say limits.cpu for: main; requests.memory for: main; 2 still serve.",
  },
  {
    cause: 'limit-range',
    objects: forbidden('maximum memory usage per Container is 1Gi, but limit is 4Gi'),
    says: "Deployment shop/web can't make 1 pod: a LimitRange of the namespace forbids it: maximum memory usage per Container is 1Gi, but limit is 4Gi; 2 still serve.",
  },
  {
    cause: 'pod-security',
    objects: forbidden(
      'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "main" must set securityContext.allowPrivilegeEscalation=false)',
    ),
    says: 'Deployment shop/web can\'t make 1 pod: Pod Security restricted:latest forbids it: allowPrivilegeEscalation != false (container "main" must set securityContext.allowPrivilegeEscalation=false); 2 still serve.',
  },
  {
    cause: 'webhook-denied',
    objects: refused(
      'admission webhook "validate.kyverno.svc" denied the request: images must come from registry.internal',
    ),
    says: "Deployment shop/web can't make 1 pod: the admission webhook validate.kyverno.svc refuses: images must come from registry.internal; 2 still serve.",
  },
  {
    cause: 'webhook-unreachable',
    objects: refused(
      'Internal error occurred: failed calling webhook "inject.istio.io": failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": dial tcp 10.96.7.7:443: connect: connection refused',
    ),
    says: 'Admission webhook inject.istio.io can\'t be called, so 1 pod can\'t be made: failed to call webhook: Post "https://istiod.istio-system.svc:443/inject?timeout=10s": dial tcp 10.96.7.7:443: connect: connection refused; 2 still serve.',
  },
  {
    cause: 'policy-denied',
    objects: refused(
      "pods \"web-c98bfc8d4-h8jdv\" is forbidden: ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: the tag latest is not allowed",
    ),
    says: "Deployment shop/web can't make 1 pod: the policy no-latest refuses: the tag latest is not allowed; 2 still serve.",
  },
  {
    cause: 'service-account-missing',
    objects: forbidden('error looking up service account shop/deployer: serviceaccount "deployer" not found'),
    says: "Deployment shop/web can't make 1 pod: the ServiceAccount deployer does not exist; 2 still serve.",
  },
  {
    cause: 'create-denied',
    objects: refused('Pod "web-c98bfc8d4-h8jdv" is invalid: spec.containers[0].image: Required value'),
    says: "Deployment shop/web can't make 1 pod: spec.containers[0].image: Required value; 2 still serve.",
  },
]

const progress = (status: string, reason: string, message = ''): Json => ({
  type: 'Progressing',
  status,
  reason,
  message,
  lastUpdateTime: at(20),
  lastTransitionTime: at(20),
})

export const rolloutCases: readonly Case[] = [
  {
    cause: 'rollout-stuck',
    objects: web({
      ready: 2,
      status: {
        updatedReplicas: 1,
        conditions: [
          progress('False', 'ProgressDeadlineExceeded', 'ReplicaSet "web-c98bfc8d4" has timed out progressing.'),
        ],
      },
    }),
    says: 'Deployment shop/web made no progress with revision 14 for 10 min: only 1 of 3 replicas are updated; 2 still serve.',
  },
  {
    cause: 'replicas-missing',
    objects: web({
      ready: 1,
      status: {
        conditions: [
          condition('Available', 'False', {
            reason: 'MinimumReplicasUnavailable',
            message: 'Deployment does not have minimum availability.',
          }),
        ],
      },
    }),
    says: 'Deployment shop/web has 1 of 3 replicas ready; 1 still serves.',
  },
  {
    cause: 'statefulset-blocked',
    objects: [
      {
        kind: 'StatefulSet',
        metadata: { name: 'db', namespace: 'shop', uid: 'statefulset-db', generation: 3 },
        spec: {
          replicas: 3,
          podManagementPolicy: 'OrderedReady',
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
          template: { metadata: { labels: { app: 'db' } } },
        },
        status: {
          observedGeneration: 3,
          replicas: 3,
          readyReplicas: 2,
          currentReplicas: 2,
          updatedReplicas: 0,
          currentRevision: 'db-5f4477cdf9',
          updateRevision: 'db-85c9cbbc',
        },
      },
      pod(
        'db-2',
        { ...looping({ exitCode: 1, reason: 'Error' }), conditions: [unready] },
        {
          metadata: {
            labels: { app: 'db', 'controller-revision-hash': 'db-5f4477cdf9' },
            ownerReferences: [{ kind: 'StatefulSet', name: 'db', uid: 'statefulset-db', controller: true }],
          },
        },
      ),
    ],
    says: 'StatefulSet shop/db does not roll out: db-2 is broken at the old revision, and the StatefulSet waits for it to become ready before it replaces it; 2 still serve.',
  },
]

const job = (spec: Json, status: Json): Json => ({
  kind: 'Job',
  metadata: { name: 'report', namespace: 'shop', uid: 'job-report', creationTimestamp: morning },
  spec: { backoffLimit: 6, completions: 1, parallelism: 1, ...spec },
  status: { startTime: morning, ...status },
})
const failed = (reason: string, message: string): Json => ({
  failed: 3,
  conditions: [
    condition('FailureTarget', 'True', { reason, message }),
    condition('Failed', 'True', { reason, message, lastTransitionTime: at(8) }),
  ],
})

const cronJob = (spec: Json, status: Json): Json => ({
  kind: 'CronJob',
  metadata: { name: 'nightly', namespace: 'shop', uid: 'cronjob-nightly', creationTimestamp: at(-6000) },
  spec: { schedule: '*/30 * * * *', concurrencyPolicy: 'Allow', suspend: false, ...spec },
  status,
})

export const runCases: readonly Case[] = [
  {
    cause: 'job-failed',
    objects: [job({}, failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit'))],
    says: 'Job shop/report has failed: it may not be retried any more, after 3 pods failed.',
  },
  {
    cause: 'job-deadline',
    objects: [
      job({ activeDeadlineSeconds: 600 }, failed('DeadlineExceeded', 'Job was active longer than specified deadline')),
    ],
    says: 'Job shop/report was ended: it ran longer than 10 min.',
  },
  {
    cause: 'job-failure-policy',
    objects: [
      job(
        {},
        failed(
          'PodFailurePolicy',
          'Container main for pod shop/report-x failed with exit code 42 matching FailJob rule at index 0',
        ),
      ),
    ],
    says: 'Job shop/report was ended by its pod failure policy: Container main for pod shop/report-x failed with exit code 42 matching FailJob rule at index 0.',
  },
  {
    cause: 'job-indexes-failed',
    objects: [
      job(
        { completionMode: 'Indexed', backoffLimitPerIndex: 1 },
        { ...failed('FailedIndexes', 'Job has failed indexes'), failedIndexes: '1,3-5' },
      ),
    ],
    says: 'Job shop/report has 4 indexes that failed for good (1,3-5).',
  },
  {
    cause: 'job-retries',
    objects: [job({}, { active: 1, failed: 2 })],
    says: 'Job shop/report goes on, but 2 pods failed so far, and 6 may.',
  },
  {
    cause: 'cronjob-last-failed',
    objects: [
      cronJob({}, { lastScheduleTime: at(30), lastSuccessfulTime: at(1) }),
      {
        ...job(
          {},
          { ...failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit'), startTime: at(30) },
        ),
        metadata: {
          name: 'nightly-1',
          namespace: 'shop',
          uid: 'job-nightly-1',
          creationTimestamp: at(30),
          ownerReferences: [{ kind: 'CronJob', name: 'nightly', uid: 'cronjob-nightly', controller: true }],
        },
      },
    ],
    says: 'CronJob shop/nightly did not succeed in its last run: Job has reached the specified backoff limit.',
  },
  {
    cause: 'cronjob-missed',
    objects: [cronJob({}, { lastScheduleTime: morning })],
    says: 'CronJob shop/nightly should have run at 2026-11-24 10:30 UTC and has not.',
  },
  {
    cause: 'cronjob-skips',
    objects: [
      cronJob(
        { concurrencyPolicy: 'Forbid' },
        { lastScheduleTime: at(30), active: [{ name: 'nightly-1', uid: 'job-nightly-1' }] },
      ),
      event(
        'CronJob',
        'cronjob-nightly',
        'JobAlreadyActive',
        'Not starting job because prior execution is running and concurrency policy is Forbid',
        { type: 'Normal' },
      ),
    ],
    says: 'CronJob shop/nightly skips runs: its last one still goes on, and the policy Forbid allows one at a time.',
  },
  {
    cause: 'cronjob-schedule',
    objects: [cronJob({ timeZone: 'Europe/Lissabon' }, {})],
    says: 'CronJob shop/nightly never runs: its schedule or time zone is not valid: there is no time zone Europe/Lissabon.',
  },
]

export const namespaceCases: readonly Case[] = [
  {
    cause: 'namespace-terminating',
    objects: [
      {
        kind: 'Namespace',
        metadata: { name: 'old', uid: 'namespace-old', deletionTimestamp: morning },
        status: {
          phase: 'Terminating',
          conditions: [
            condition('NamespaceFinalizersRemaining', 'True', {
              reason: 'SomeFinalizersRemain',
              message:
                'Some content in the namespace has finalizers remaining: example.com/backup in 2 resource instances',
            }),
          ],
        },
      },
    ],
    says: "Namespace old is being deleted but can't go: Some content in the namespace has finalizers remaining: example.com/backup in 2 resource instances.",
  },
]
