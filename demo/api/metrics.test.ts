import { expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

const base = '/apis/metrics.k8s.io/v1beta1'

async function measured(): Promise<Rig> {
  const rig = await openRig({ pods: 40, churn: 0 })
  rig.cluster.clock.advance(60_000)
  return rig
}

const anyPod = ({ cluster }: Rig) => {
  const pod = [...cluster.store.pods.values()].find((each) => cluster.usage.sample(each) !== undefined)
  if (pod === undefined) throw new Error('No pod has been measured.')
  return pod
}

test('a pod is measured container by container, at the time and over the window of its sample', async () => {
  await using rig = await measured()
  const pod = anyPod(rig)
  const { name, namespace, labels } = pod.metadata
  const { body } = await rig.json(`${base}/namespaces/${namespace}/pods/${name}`)
  expect(body).toMatchObject({
    kind: 'PodMetrics',
    metadata: { name, namespace, labels },
    timestamp: expect.stringMatching(/^2026-11-24T08:\d\d:\d\dZ$/),
    window: '15s',
    containers: pod.spec.containers.map((container) => ({
      name: container.name,
      usage: { cpu: expect.stringMatching(/^\d+[num]?$/), memory: expect.stringMatching(/^\d+(Ki|Mi|Gi)?$/) },
    })),
  })
})

test('a selector and a namespace choose pods', async () => {
  await using rig = await measured()
  const { namespace, labels } = anyPod(rig).metadata
  const app = labels?.['app.kubernetes.io/name'] ?? labels?.['app'] ?? ''
  const key = labels?.['app.kubernetes.io/name'] === undefined ? 'app' : 'app.kubernetes.io/name'
  const { body } = await rig.json(`${base}/namespaces/${namespace}/pods?labelSelector=${key}%3D${app}`)
  expect(body.items.length).toBeGreaterThan(0)
  expect(body.items.map(({ metadata }) => [metadata.namespace, metadata.labels?.[key]])).toEqual(
    body.items.map(() => [namespace, app]),
  )
  const none = await rig.json(`${base}/pods?labelSelector=${key}%3Dnope`)
  expect(none.body).toEqual({ kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1', metadata: {}, items: [] })
})

test('every node that is ready is measured, once', async () => {
  await using rig = await measured()
  const { body } = await rig.json(`${base}/nodes`)
  const ready = [...rig.cluster.store.nodes.values()].filter(({ status }) =>
    status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
  )
  expect(ready.length).toBeGreaterThan(0)
  expect(body.items.map(({ metadata }) => metadata.name)).toEqual(ready.map(({ metadata }) => metadata.name).sort())
})

test.each([
  [`${base}/namespaces/default/pods/nope`, 404, 'pods "nope" not found'],
  [`${base}/nodes/nope`, 404, 'node "nope" not found'],
  [`${base}/nodes?watch=1`, 405, 'watch is not supported on resources of kind "nodes.metrics.k8s.io"'],
  [`${base}/services`, 404, 'the server could not find the requested resource'],
])('%s is answered %i', async (path, code, message) => {
  await using rig = await measured()
  const answer = await rig.json(path)
  expect([answer.code, answer.body.message]).toEqual([code, message])
})

test('a Table of no measurement has no columns of usage', async () => {
  await using rig = await measured()
  const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' }
  const columns = async (path: string) =>
    (await rig.json(base + path, { headers })).body.columnDefinitions.map(({ name }) => name)
  expect(await columns('/nodes')).toEqual(['Name', 'cpu', 'memory', 'Window'])
  expect(await columns('/pods?labelSelector=app%3Dnope')).toEqual(['Name', 'Window'])
})
