import { type Case, condition, ready, stillPod, templateOf, workload } from './case'
import type { Place } from './place'

const hpaType = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }
const claimType = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' }

const target = { apiVersion: 'apps/v1', kind: 'Deployment' }
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }
const autoscaler = (name: string, of = name) => ({
  ...hpaType,
  metadata: { name },
  spec: { scaleTargetRef: { ...target, name: of }, minReplicas: 1, maxReplicas: 4, metrics: [cpu] },
})
const ofAutoscaler = ({ name }: Place) => `HorizontalPodAutoscaler/${name}`

/** As its controller would write it after some rounds; it looks again only 15 s later. */
const scaling = (cause: string, conditions: () => readonly object[]): Case => ({
  cause,
  subject: ofAutoscaler,
  async make(place) {
    await place.create(workload('Deployment', place.name, 0))
    await place.create(autoscaler(place.name))
    await place.status(hpaType, { currentReplicas: 4, desiredReplicas: 4, conditions: conditions() })
  },
})

const autoscalerCases: readonly Case[] = [
  scaling('hpa-metrics', () => [
    condition('AbleToScale', 'True', { reason: 'SucceededGetScale' }),
    condition('ScalingActive', 'False', { reason: 'FailedGetResourceMetric', message: 'no metrics returned' }),
  ]),
  {
    cause: 'hpa-target',
    subject: ofAutoscaler,
    async make(place) {
      await place.create(autoscaler(place.name))
      await place.shows(hpaType, /"FailedGetScale"/)
    },
  },
  scaling('hpa-ambiguous', () => [
    condition('ScalingActive', 'False', {
      reason: 'AmbiguousSelector',
      message: 'pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2]',
    }),
  ]),
  scaling('hpa-at-maximum', () => [
    condition('ScalingActive', 'True', { reason: 'ValidMetricFound' }),
    condition('ScalingLimited', 'True', { reason: 'TooManyReplicas', message: 'more than the maximum' }),
  ]),
]

const budgetType = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' }
const budget = (name: string, app: string, spec: object) => ({
  ...budgetType,
  metadata: { name },
  spec: { selector: { matchLabels: { app } }, ...spec },
})
const labelled = (place: Place) => stillPod(place.name, { labels: { app: place.name } })

/** A bare pod, so that only an amount can be asked of its budget. */
const budgetCase = (cause: string, spec: object, text: RegExp): Case => ({
  cause,
  subject: ({ name }) => `PodDisruptionBudget/${name}`,
  async make(place) {
    await place.pod(labelled(place), ready())
    await place.create(budget(place.name, place.name, spec))
    await place.shows(budgetType, text)
  },
})

const budgetCases: readonly Case[] = [
  budgetCase('budget-never-allows', { minAvailable: 1 }, /"expectedPods":1/),
  {
    cause: 'budget-sync',
    subject: ({ name }) => `PodDisruptionBudget/${name}`,
    async make(place) {
      // Pods of a Job: no size can be asked of what made them.
      const { spec, ...template } = templateOf(place.name)
      const run = { ...template, spec: { ...spec, restartPolicy: 'Never' } }
      await place.create({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: place.name },
        spec: { template: run },
      })
      await place.podsOf(place.name, 1)
      await place.create(budget(place.name, place.name, { maxUnavailable: '50%' }))
      await place.shows(budgetType, /"SyncFailed"/)
    },
  },
  {
    cause: 'budgets-overlap',
    subject: ({ name }) => `Deployment/${name}`,
    async make(place) {
      await place.create(workload('Deployment', place.name, 2))
      await place.podsOf(place.name, 2)
      for (const name of [place.name, `${place.name}-2`]) {
        await place.create(budget(name, place.name, { minAvailable: 1 }))
        await place.shows(budgetType, /"expectedPods":2/, name)
      }
    },
  },
]

const claim = (name: string, storageClassName: string | undefined) => ({
  ...claimType,
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
    ...(storageClassName !== undefined && { storageClassName }),
  },
})
const ofClaim = ({ name }: Place) => `PersistentVolumeClaim/${name}`

const claimCases: readonly Case[] = [
  {
    cause: 'claim-class-missing',
    subject: ofClaim,
    async make(place) {
      await place.create(claim(place.name, 'fast-nvme'))
      await place.event(/storageclass\S* \\"fast-nvme\\" not found/)
    },
  },
  {
    cause: 'claim-provisioning',
    subject: ofClaim,
    async make(place) {
      await place.create(claim(place.name, ''))
      await place.event(/FailedBinding/)
      await place.say(
        'PersistentVolumeClaim',
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = quota exceeded',
        later(),
      )
    },
  },
  {
    cause: 'claim-no-volume',
    subject: ofClaim,
    async make(place) {
      await place.create(claim(place.name, ''))
      await place.event(/FailedBinding/)
    },
  },
  {
    cause: 'claim-pending',
    subject: ofClaim,
    old: true,
    async make(place) {
      await place.create(claim(place.name, ''))
      await place.event(/FailedBinding/)
      await place.say(
        'PersistentVolumeClaim',
        'ExternalProvisioning',
        "Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or manually",
        { ...later(), type: 'Normal' },
      )
    },
  },
  {
    cause: 'claim-lost',
    // The volume controller of a real control plane takes such a status back at once.
    only: 'demo',
    subject: ofClaim,
    async make(place) {
      await place.create({
        ...claim(place.name, ''),
        spec: { ...claim(place.name, '').spec, volumeName: place.global },
      })
      await place.status(claimType, { phase: 'Lost' })
    },
  },
  {
    cause: 'claim-resize',
    // The volume controller of a real control plane takes such a status back at once.
    only: 'demo',
    subject: ofClaim,
    async make(place) {
      await place.create({
        ...claim(place.name, ''),
        spec: { ...claim(place.name, '').spec, volumeName: place.global },
      })
      await place.status(claimType, {
        phase: 'Bound',
        conditions: [condition('ControllerResizeError', 'True', { message: 'can only be resized offline' })],
      })
    },
  },
]

/** After what the volume controller says of a claim by itself. */
const later = () => ({ lastTimestamp: new Date(Date.now() + 30_000).toISOString().replace(/\.\d+Z/, 'Z') })

const service = (name: string, app: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
})
const ingress = (name: string, port: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name },
  spec: {
    rules: [
      {
        host: 'shop.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port } } }] },
      },
    ],
  },
})

const routeCases: readonly Case[] = [
  {
    cause: 'service-selects-nothing',
    subject: ({ name }) => `Service/${name}`,
    old: true,
    make: (place) => place.create(service(place.name, 'nobody')),
  },
  {
    cause: 'service-port',
    subject: ({ name }) => `Service/${name}`,
    old: true,
    async make(place) {
      const template = templateOf(place.name, { ports: [{ name: 'web', containerPort: 8080 }] })
      await place.create(workload('Deployment', place.name, 0, { template }))
      await place.create(service(place.name, place.name))
    },
  },
  {
    cause: 'ingress-service-missing',
    subject: ({ name }) => `Ingress/${name}`,
    make: (place) => place.create(ingress(place.name, { number: 80 })),
  },
  {
    cause: 'ingress-port-missing',
    subject: ({ name }) => `Ingress/${name}`,
    async make(place) {
      await place.create(workload('Deployment', place.name, 0))
      await place.create({
        ...service(place.name, place.name),
        spec: { selector: { app: place.name }, ports: [{ port: 80 }] },
      })
      await place.create(ingress(place.name, { name: 'https' }))
    },
  },
]

/** Autoscalers, budgets, claims and the way in. */
export const infrastructureCases: readonly Case[] = [...autoscalerCases, ...budgetCases, ...claimCases, ...routeCases]
