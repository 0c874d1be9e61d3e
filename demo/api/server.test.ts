import { expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

const web = '/apis/apps/v1/namespaces/checkout/deployments/api'
const patch = (rig: Rig, path: string, body: object, type = 'merge-patch') =>
  rig.json(path, {
    method: 'PATCH',
    body: JSON.stringify(body),
    headers: { 'content-type': `application/${type}+json` },
  })

test('nobody gets in without a known token', async () => {
  await using rig = await openRig()
  for (const as of ['', 'guessed']) {
    expect(await rig.json('/api/v1/pods', { as })).toEqual({
      code: 401,
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      },
    })
  }
})

test.each([
  ['application/vnd.kubernetes.protobuf', 406],
  ['application/vnd.kubernetes.protobuf, application/json;q=0.9', 200],
  ['*/*', 200],
])('Accept %s gets %i', async (accept, code) => {
  await using rig = await openRig()
  const response = await rig.request('/api/v1/nodes', { headers: { accept } })
  expect(response.status).toBe(code)
  expect(response.headers.get('content-type')).toBe('application/json')
})

test('discovery names every type, plainly and aggregated', async () => {
  await using rig = await openRig()
  const apps = await rig.json('/apis/apps/v1')
  expect(apps.body).toMatchObject({ kind: 'APIResourceList', groupVersion: 'apps/v1' })
  const response = await rig.request('/apis', {
    headers: { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json' },
  })
  expect(response.headers.get('content-type')).toContain('as=APIGroupDiscoveryList')
  expect(await response.json()).toMatchObject({
    kind: 'APIGroupDiscoveryList',
    items: expect.arrayContaining([
      expect.objectContaining({ metadata: { name: 'apps' } }),
      expect.objectContaining({ metadata: { name: 'events.k8s.io' } }),
      expect.objectContaining({ metadata: { name: 'argoproj.io' } }),
    ]),
  })
})

// The order of a real API server 1.36.3: `kubectl get all` shows things in it.
test('discovery has groups in the order of their priority, types in that of their names, and verbs as told', async () => {
  await using rig = await openRig()
  const { items } = await discovered(rig)
  const all = items.flatMap(({ versions: [version] }) =>
    (version?.resources ?? []).filter(({ categories }) => categories?.includes('all')),
  )
  const shown = 'daemonsets deployments replicasets statefulsets horizontalpodautoscalers cronjobs jobs'
  expect(all.map(({ resource }) => resource).join(' ')).toBe(shown)
  const custom = items.find(({ metadata }) => metadata.name === 'argoproj.io')?.versions[0]?.resources ?? []
  const verbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']
  for (const type of custom) expect(type.verbs).toEqual(verbs)
})

async function discovered(rig: Rig) {
  const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
  const response = await rig.request('/apis', { headers: { accept } })
  // The shape of an APIGroupDiscoveryList.
  return (await response.json()) as {
    readonly items: readonly {
      readonly metadata: { readonly name: string }
      readonly versions: readonly {
        readonly resources: readonly {
          readonly resource: string
          readonly verbs: readonly string[]
          readonly categories?: readonly string[]
        }[]
      }[]
    }[]
  }
}

test.each([
  ['/api/v1/namespaces/checkout/pods/none', 404, 'pods "none" not found'],
  ['/apis/apps/v1/namespaces/checkout/deployments/none', 404, 'deployments.apps "none" not found'],
  ['/api/v1/widgets', 404, 'the server could not find the requested resource'],
])('GET %s answers %i', async (path, code, message) => {
  await using rig = await openRig()
  expect(await rig.json(path)).toMatchObject({ code, body: { message } })
})

test('a spec patch raises the generation, a metadata patch does not, an empty one writes nothing', async () => {
  await using rig = await openRig()
  const before = await rig.json(web)
  const generation = before.body.metadata.generation ?? 0
  const labelled = await patch(rig, web, { metadata: { labels: { tier: 'front' } } })
  expect(labelled.body.metadata).toMatchObject({ generation, labels: { tier: 'front' } })
  const paused = await patch(rig, web, { spec: { paused: true } })
  expect(paused.body.metadata.generation).toBe(generation + 1)
  const again = await patch(rig, web, { spec: { paused: true } })
  expect(again.body.metadata.resourceVersion).toBe(paused.body.metadata.resourceVersion)
})

test('status changes only through its own door', async () => {
  await using rig = await openRig()
  const before = await rig.json(web)
  const body = {
    spec: { replicas: 9 },
    status: {
      conditions: [
        { type: 'Available', status: 'False' },
        { type: 'Odd', status: 'True' },
      ],
    },
  }
  const patched = await patch(rig, `${web}/status`, body, 'strategic-merge-patch')
  expect(patched.body.spec).toEqual(before.body.spec)
  // Conditions are merged by type; those that the patch names come first.
  expect(patched.body.status['conditions']).toMatchObject([
    { type: 'Available', status: 'False' },
    { type: 'Odd', status: 'True' },
    { type: 'Progressing', status: 'True' },
  ])
})

test.each([
  [{ metadata: { resourceVersion: '7' } }, 409, 'the object has been modified'],
  [{ metadata: { uid: 'other' } }, 422, 'metadata.uid: Invalid value: "other": field is immutable'],
  [{ spec: { replicas: -1 } }, 422, 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
])('the patch %j is refused with %i', async (body, code, message) => {
  await using rig = await openRig()
  const answer = await patch(rig, web, body)
  expect(answer.code).toBe(code)
  expect(answer.body.message).toContain(message)
})

test('creating fills in defaults, and twice is a conflict', async () => {
  await using rig = await openRig()
  const body = JSON.stringify({
    metadata: { name: 'mine' },
    spec: { schedulerName: 'nobody', containers: [{ name: 'a', image: 'a:1' }] },
  })
  const create = () => rig.json('/api/v1/namespaces/default/pods', { method: 'POST', body })
  expect(await create()).toMatchObject({
    code: 201,
    body: { spec: { restartPolicy: 'Always' }, status: { phase: 'Pending' } },
  })
  expect(await create()).toMatchObject({
    code: 409,
    body: { reason: 'AlreadyExists', message: 'pods "mine" already exists' },
  })
  const elsewhere = await rig.json('/api/v1/namespaces/nowhere/pods', { method: 'POST', body })
  expect(elsewhere).toMatchObject({ code: 404, body: { message: 'namespaces "nowhere" not found' } })
})

test('tables have a row and all columns for every pod and node', async () => {
  await using rig = await openRig()
  const as = { headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' } }
  const pods = await rig.json('/api/v1/pods', as)
  expect(pods.body.columnDefinitions.map(({ name }) => name)).toEqual([
    'Name',
    'Ready',
    'Status',
    'Restarts',
    'Age',
    'IP',
    'Node',
    'Nominated Node',
    'Readiness Gates',
  ])
  expect(pods.body.rows).toHaveLength(120)
  const nodes = await rig.json('/api/v1/nodes', as)
  const statuses = new Set(nodes.body.rows.map(({ cells }) => cells[1]))
  expect(statuses).toEqual(new Set(['Ready', 'Ready,SchedulingDisabled', 'NotReady']))
})
