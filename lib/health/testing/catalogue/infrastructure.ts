import { condition, event, morning, pod, running, web } from '@/lib/health/testing/objects'
import type { Case } from './entry'

type Json = Readonly<Record<string, unknown>>

const named = (kind: string, name: string, more: Json = {}): Json => ({
  kind,
  metadata: { name, namespace: 'shop', uid: `${kind}-${name}`, creationTimestamp: morning, generation: 1, ...more },
})
const hpa = (conditions: readonly Json[]): Json => ({
  ...named('HorizontalPodAutoscaler', 'web'),
  spec: { scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' }, minReplicas: 2, maxReplicas: 10 },
  status: { currentReplicas: 10, desiredReplicas: 10, conditions },
})

export const autoscalerCases: readonly Case[] = [
  {
    cause: 'hpa-metrics',
    objects: [
      hpa([
        condition('ScalingActive', 'False', {
          reason: 'FailedGetResourceMetric',
          message:
            'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container main of Pod web-1',
        }),
      ]),
    ],
    says: "Autoscaler shop/web can't read its metrics and does not scale Deployment web: failed to get cpu utilization: missing request for cpu in container main of Pod web-1.",
  },
  {
    cause: 'hpa-target',
    objects: [
      hpa([
        condition('AbleToScale', 'False', {
          reason: 'FailedGetScale',
          message: 'the HPA controller was unable to get the target\'s current scale: deployments.apps "web" not found',
        }),
      ]),
    ],
    says: 'Autoscaler shop/web can\'t scale Deployment web: deployments.apps "web" not found.',
  },
  {
    cause: 'hpa-ambiguous',
    objects: [
      hpa([
        condition('ScalingActive', 'False', {
          reason: 'AmbiguousSelector',
          message: 'pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2]',
        }),
      ]),
    ],
    says: 'Autoscaler shop/web stands still: another autoscaler selects the same pods: pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-2].',
  },
  {
    cause: 'hpa-at-maximum',
    objects: [
      hpa([
        condition('ScalingActive', 'True', { reason: 'ValidMetricFound' }),
        condition('ScalingLimited', 'True', {
          reason: 'TooManyReplicas',
          message: 'the desired replica count is more than the maximum replica count',
        }),
      ]),
    ],
    says: 'Autoscaler shop/web is at its maximum of 10 replicas, and its metrics ask for more.',
  },
]

const selector = { matchLabels: { app: 'web' } }
const budget = (name: string, spec: Json, conditions: readonly Json[] = []): Json => ({
  ...named('PodDisruptionBudget', name),
  spec: { selector, ...spec },
  status: {
    observedGeneration: 1,
    disruptionsAllowed: 0,
    currentHealthy: 3,
    desiredHealthy: 3,
    expectedPods: 3,
    conditions,
  },
})
const ready = {
  phase: 'Running',
  conditions: [condition('Ready', 'True')],
  containerStatuses: [running({ ready: true })],
}

export const budgetCases: readonly Case[] = [
  {
    cause: 'budget-never-allows',
    objects: [budget('web', { minAvailable: '100%' })],
    says: 'Budget shop/web can never allow a pod to go: it demands 100% available, and there are only 3 pods; drains will hang on it.',
  },
  {
    cause: 'budget-sync',
    objects: [
      budget('web', { maxUnavailable: 1 }, [
        condition('DisruptionAllowed', 'False', {
          reason: 'SyncFailed',
          message: 'found no controllers for pod "web-1"',
        }),
      ]),
    ],
    says: 'Budget shop/web allows nothing, because how many pods it stands for can\'t be computed: found no controllers for pod "web-1".',
  },
  {
    cause: 'budgets-overlap',
    objects: [
      ...web({ ready: 3 }),
      pod('web-1', ready),
      budget('web', { maxUnavailable: 1 }),
      budget('web-2', { maxUnavailable: 1 }),
    ],
    says: "Deployment shop/web has pods that more than one disruption budget selects (web, web-2), so they can't be evicted at all.",
  },
]

const claim = (phase: string, spec: Json = {}, conditions: readonly Json[] = []): Json => ({
  ...named('PersistentVolumeClaim', 'data'),
  spec: { storageClassName: 'fast-nvme', ...spec },
  status: { phase, conditions },
})
const said = (reason: string, message: string, more: Json = {}): Json =>
  event('PersistentVolumeClaim', 'PersistentVolumeClaim-data', reason, message, more)

export const claimCases: readonly Case[] = [
  {
    cause: 'claim-class-missing',
    objects: [claim('Pending'), said('ProvisioningFailed', 'storageclass.storage.k8s.io "fast-nvme" not found')],
    says: 'Claim shop/data gets no volume: the storage class fast-nvme does not exist.',
  },
  {
    cause: 'claim-provisioning',
    objects: [
      claim('Pending'),
      said(
        'ProvisioningFailed',
        'failed to provision volume with StorageClass "fast-nvme": rpc error: code = ResourceExhausted desc = volume quota exceeded',
      ),
    ],
    says: 'Claim shop/data gets no volume: provisioning fails: failed to provision volume with StorageClass "fast-nvme": volume quota exceeded.',
  },
  {
    cause: 'claim-no-volume',
    objects: [
      claim('Pending', { storageClassName: '' }),
      said('FailedBinding', 'no persistent volumes available for this claim and no storage class is set', {
        type: 'Normal',
      }),
    ],
    says: 'Claim shop/data gets no volume: no storage class makes one, and no existing volume fits: no persistent volumes available for this claim and no storage class is set.',
  },
  {
    cause: 'claim-pending',
    objects: [
      ...web({ ready: 0, desired: 1 }),
      claim('Pending'),
      said(
        'ExternalProvisioning',
        "Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
        { type: 'Normal' },
      ),
      pod(
        'web-1',
        {
          phase: 'Pending',
          conditions: [
            condition('PodScheduled', 'False', {
              reason: 'Unschedulable',
              message:
                '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
            }),
          ],
        },
        { spec: { nodeName: '', volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } },
      ),
    ],
    says: 'Claim shop/data has been waiting for its volume for too long: the provisioner ebs.csi.aws.com has not made it; 1 pod of shop/web is down with it.',
  },
  {
    cause: 'claim-lost',
    objects: [claim('Lost', { volumeName: 'pvc-1' })],
    says: 'Claim shop/data has lost its volume pvc-1: it does not exist any more.',
  },
  {
    cause: 'claim-resize',
    objects: [
      claim('Bound', {}, [
        condition('ControllerResizeError', 'True', { message: 'volume is in use and can only be resized offline' }),
      ]),
    ],
    says: "Claim shop/data can't be resized: volume is in use and can only be resized offline.",
  },
]

const service = (spec: Json): Json => ({
  ...named('Service', 'web'),
  spec: { type: 'ClusterIP', ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
})
const ingress = (name: string, port: Json): Json => ({
  ...named('Ingress', 'shop'),
  spec: {
    rules: [
      {
        host: 'shop.example.com',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port } } }] },
      },
    ],
  },
})

export const routeCases: readonly Case[] = [
  {
    cause: 'service-selects-nothing',
    objects: [service({ selector: { app: 'wbe' } })],
    says: 'Service shop/web selects no pod (app=wbe): whoever calls it gets no answer.',
  },
  {
    cause: 'service-port',
    objects: [
      service({ selector: { app: 'web' } }),
      ...web({ ready: 3, container: { ports: [{ name: 'web', containerPort: 8080 }] } }),
    ],
    says: 'Service shop/web sends port http to "http", which no container of its pods names.',
  },
  {
    cause: 'ingress-service-missing',
    objects: [ingress('wbe', { number: 80 })],
    says: 'Ingress shop/shop sends shop.example.com/ to the Service wbe, which does not exist.',
  },
  {
    cause: 'ingress-port-missing',
    objects: [ingress('web', { name: 'https' }), service({ selector: {} })],
    says: 'Ingress shop/shop sends shop.example.com/ to port https of the Service web, which has no such port.',
  },
]
