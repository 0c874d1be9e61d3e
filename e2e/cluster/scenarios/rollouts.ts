import { prometheusUrl } from '@/e2e/cluster/components/prometheus'
import { annotations } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'
import type { ClusterSpec } from '@/e2e/cluster/spec'
import { demoImage, namespaceManifest, podTemplate, service } from './workload'

export const rolloutNamespace = 'argo-demo'
export const rolloutNames = ['checkout', 'catalog', 'search'] as const

const custom = (kind: 'Rollout' | 'AnalysisTemplate', name: string, spec: object): Manifest<{ spec: object }> => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind,
  metadata: { name, namespace: rolloutNamespace },
  spec,
})

const analysis = (name: string, metric: object, args: readonly object[] = []) =>
  custom('AnalysisTemplate', name, { args, metrics: [metric] })

const rollout = (name: (typeof rolloutNames)[number], replicas: number, strategy: object) =>
  custom('Rollout', name, {
    replicas,
    revisionHistoryLimit: 3,
    selector: { matchLabels: { app: name } },
    template: podTemplate(name),
    strategy,
  })

const namespaceIsActive = 'count(kube_namespace_status_phase{namespace="argo-demo",phase="Active"} == 1)'

function prometheusAnalyses(spec: ClusterSpec): readonly Manifest[] {
  const address = prometheusUrl(spec)
  const errorRate = {
    name: 'pods-ready',
    interval: '10s',
    count: 3,
    failureLimit: 1,
    successCondition: 'len(result) > 0 && result[0] >= 1',
    provider: { prometheus: { address, query: namespaceIsActive } },
  }
  const alwaysBad = {
    name: 'bad',
    interval: '5s',
    count: 3,
    failureLimit: 1,
    successCondition: 'result[0] > 1000',
    provider: { prometheus: { address, query: 'vector(1)' } },
  }
  return [analysis('error-rate', errorRate, [{ name: 'service' }]), analysis('always-bad', alwaysBad)]
}

const smokeJob = analysis('smoke-job', {
  name: 'smoke',
  provider: {
    job: {
      spec: {
        backoffLimit: 0,
        template: {
          metadata: { annotations: { [annotations.runFor]: '3s' } },
          spec: { restartPolicy: 'Never', containers: [{ name: 'smoke', image: demoImage('smoke') }] },
        },
      },
    },
  },
})

const checkoutAnalysis = {
  templates: [{ templateName: 'error-rate' }, { templateName: 'smoke-job' }],
  args: [{ name: 'service', value: 'checkout' }],
}

/** A canary that waits for a person after its analysis, one whose analysis fails, and a blue-green one to be promoted. */
const rollouts = [
  rollout('checkout', 5, {
    canary: {
      stableService: 'checkout-stable',
      canaryService: 'checkout-canary',
      maxSurge: 1,
      steps: [
        { setWeight: 20 },
        { analysis: checkoutAnalysis },
        { setWeight: 40 },
        { pause: {} },
        { setWeight: 60 },
        { pause: { duration: '20s' } },
      ],
    },
  }),
  rollout('catalog', 4, {
    canary: {
      steps: [{ setWeight: 25 }, { analysis: { templates: [{ templateName: 'always-bad' }] } }, { pause: {} }],
    },
  }),
  rollout('search', 3, {
    blueGreen: {
      activeService: 'search-active',
      previewService: 'search-preview',
      autoPromotionEnabled: false,
      previewReplicaCount: 1,
    },
  }),
]

const services = ['checkout-stable', 'checkout-canary', 'search-active', 'search-preview'].map((name) =>
  service(rolloutNamespace, name, {
    selector: { app: name.split('-')[0] ?? name },
    ports: [{ port: 80, targetPort: 'http' }],
  }),
)

/** Progressive delivery with Argo Rollouts. */
export const rolloutObjects = (spec: ClusterSpec): readonly Manifest[] => [
  namespaceManifest(rolloutNamespace),
  ...services,
  ...prometheusAnalyses(spec),
  smokeJob,
  ...rollouts,
]
