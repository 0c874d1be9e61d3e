import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmptyRig } from './empty-rig'

const rig = await openEmptyRig()
afterAll(() => rig[Symbol.asyncDispose]())

const core = '/api/v1/namespaces/cart'
const apps = '/apis/apps/v1/namespaces/cart'
const workload = (app: string) => ({
  replicas: 0,
  selector: { matchLabels: { app } },
  template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } },
})
const jobTemplate = { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } }

/** What the refused requests are about. */
const objects: readonly (readonly [string, object])[] = [
  ['/api/v1/namespaces', { metadata: { name: 'cart' } }],
  [`${apps}/deployments`, { metadata: { name: 'web', labels: { app: 'web' } }, spec: workload('web') }],
  [`${apps}/statefulsets`, { metadata: { name: 'sts' }, spec: workload('sts') }],
  [`${apps}/replicasets`, { metadata: { name: 'rs' }, spec: workload('rs') }],
  [`${apps}/daemonsets`, { metadata: { name: 'ds' }, spec: { ...workload('ds'), replicas: undefined } }],
  [`${core}/configmaps`, { metadata: { name: 'cm' }, data: { a: '1' } }],
  [`${core}/configmaps`, { metadata: { name: 'imm' }, immutable: true, data: { a: '1' } }],
  [`${core}/pods`, { metadata: { name: 'p1' }, spec: { containers: [{ name: 'a', image: 'a:1' }] } }],
  [`${core}/services`, { metadata: { name: 'svc' }, spec: { ports: [{ port: 80 }] } }],
  [
    '/apis/batch/v1/namespaces/cart/jobs',
    { metadata: { name: 'job' }, spec: { suspend: true, template: jobTemplate } },
  ],
  [
    '/apis/policy/v1/namespaces/cart/poddisruptionbudgets',
    { metadata: { name: 'pdb' }, spec: { minAvailable: 1, selector: { matchLabels: { x: '1' } } } },
  ],
  [
    '/apis/autoscaling/v2/namespaces/cart/horizontalpodautoscalers',
    { metadata: { name: 'hpa' }, spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web' } } },
  ],
  [
    '/apis/argoproj.io/v1alpha1/namespaces/cart/rollouts',
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'ro' }, spec: workload('ro') },
  ],
]
for (const [path, object] of objects) {
  const { code, body } = await rig.ask('POST', path, object)
  if (code !== 201) throw new Error(`${path}: ${body.message}`)
}

// Each line is a request and what a real API server 1.36.3 answered to it: method, path, type, body, code, message.
const lines = readFileSync(join(import.meta.dirname, 'refusals.jsonl'), 'utf8')
  .trim()
  .split('\n')
const cases: readonly (readonly [string, string, string, string, number, string])[] = lines.map((line) =>
  JSON.parse(line),
)

test.each(cases)('%s %s (%s) of %s answers %i', async (method, path, type, body, code, message) => {
  const before = rig.store.version()
  const asked = type === '' && body === '' ? undefined : body
  const answer = await rig.ask(method, path, asked, type || 'application/json')
  expect(answer).toMatchObject({ code, body: { kind: 'Status', status: 'Failure', message } })
  expect(rig.store.version()).toBe(before)
})
