import { shopQueries } from '@/demo/argo/queries'
import type { AnalysisMetric } from '@/demo/store/argo-objects'
import { day, metadataOf } from './past'
import { imageOf } from './templates'
import type { World } from './world'

/** Judges a version by the requests it answers. */
export const analysisName = 'success-and-latency'
/** Asks a version that nobody calls yet. */
export const smokeName = 'smoke-test'

const address = 'http://prometheus.platform.svc:9090'

const metric = (name: string, query: string, conditions: Partial<AnalysisMetric>): AnalysisMetric => ({
  name,
  interval: '10s',
  count: 5,
  failureLimit: 2,
  inconclusiveLimit: 2,
  ...conditions,
  provider: { prometheus: { address, query } },
})

const metrics: readonly AnalysisMetric[] = [
  metric('success-rate', shopQueries.successRate, {
    successCondition: 'len(result) > 0 && result[0] >= 0.98',
    failureCondition: 'len(result) > 0 && result[0] < 0.93',
  }),
  metric('latency-p95', shopQueries.latency, { successCondition: 'len(result) > 0 && result[0] < 2.5' }),
]

const smoke: AnalysisMetric = {
  name: 'smoke-test',
  provider: {
    job: {
      spec: {
        backoffLimit: 0,
        template: {
          metadata: { labels: { app: smokeName } },
          spec: {
            restartPolicy: 'Never',
            containers: [
              {
                name: smokeName,
                image: imageOf('platform', smokeName, '3.2.0'),
                args: ['--namespace={{args.namespace}}', '--service={{args.service}}', '--version={{args.version}}'],
                resources: { requests: { cpu: '50m', memory: '64Mi' } },
              },
            ],
          },
        },
      },
    },
  },
}

/** The templates that a namespace's Rollouts are judged by. */
export function buildAnalysisTemplates(world: World, namespace: string): void {
  const args = ['namespace', 'service', 'version'].map((name) => ({ name }))
  for (const [name, spec] of [
    [analysisName, { args, metrics }],
    [smokeName, { args, metrics: [smoke] }],
  ] as const)
    world.store.analysistemplates.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: metadataOf(world, world.clock.now() - 150 * day, { name, namespace, generation: 1 }),
      spec,
    })
}
