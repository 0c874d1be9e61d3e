import { expect, test } from 'vitest'
import { type EmptyRig, openEmptyRig } from '@/demo/api/empty-rig'
import type { Pod } from '@/demo/store/objects'

const core = '/api/v1/namespaces/cart'
const apps = '/apis/apps/v1/namespaces/cart'
const web = `${apps}/deployments/web`
const merge = 'application/merge-patch+json'
const strategic = 'application/strategic-merge-patch+json'
const applied = 'application/apply-patch+yaml'

const deployment = {
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'nginx' }] } },
  },
}
const podNamed = (name: string) => ({
  metadata: { name, labels: { app: 'web' } },
  spec: { containers: [{ name: 'a', image: 'a:1' }] },
})

async function openCart(): Promise<EmptyRig> {
  const rig = await openEmptyRig()
  await rig.ask('POST', '/api/v1/namespaces', { metadata: { name: 'cart' } })
  return rig
}

/** A pod that runs and is ready, as a kubelet would have it. */
async function runPod(rig: EmptyRig, name: string): Promise<Pod> {
  await rig.ask('POST', `${core}/pods`, podNamed(name))
  const pod = rig.store.pods.get('cart', name)
  if (pod === undefined) throw new Error(`${name} was not created.`)
  const ready = { type: 'Ready', status: 'True', lastTransitionTime: null } as const
  const running: Pod = {
    ...pod,
    spec: { ...pod.spec, nodeName: 'node-1' },
    status: { ...pod.status, phase: 'Running', conditions: [ready] },
  }
  return rig.store.pods.update(running) ?? running
}

// What a real API server 1.36.3 made of the same bodies.
test.each([
  [
    `${apps}/deployments`,
    deployment,
    {
      metadata: { generation: 1 },
      spec: {
        replicas: 1,
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
        template: { spec: { restartPolicy: 'Always', containers: [{ imagePullPolicy: 'Always' }] } },
      },
      status: {},
    },
  ],
  [
    `${core}/services`,
    { metadata: { name: 'svc' }, spec: { ports: [{ port: 80 }] } },
    {
      spec: {
        type: 'ClusterIP',
        clusterIP: expect.stringMatching(/^10\.96\./),
        ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
        sessionAffinity: 'None',
        internalTrafficPolicy: 'Cluster',
      },
      status: { loadBalancer: {} },
    },
  ],
  [
    `${core}/pods`,
    podNamed('p'),
    {
      spec: {
        serviceAccountName: 'default',
        priority: 0,
        tolerations: [
          { key: 'node.kubernetes.io/not-ready', tolerationSeconds: 300 },
          { key: 'node.kubernetes.io/unreachable', tolerationSeconds: 300 },
        ],
      },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    },
  ],
  [
    `${core}/secrets`,
    { metadata: { generateName: 's-' }, stringData: { a: '1' } },
    { type: 'Opaque', data: { a: 'MQ==' } },
  ],
  [
    '/apis/autoscaling/v2/namespaces/cart/horizontalpodautoscalers',
    { metadata: { name: 'hpa' }, spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web' } } },
    {
      spec: { minReplicas: 1, metrics: [{ resource: { target: { averageUtilization: 80 } } }] },
      status: { desiredReplicas: 0, currentMetrics: null },
    },
  ],
])('a new object in %s gets its defaults', async (path, body, expected) => {
  await using rig = await openCart()
  expect(await rig.ask('POST', path, body)).toMatchObject({ code: 201, body: expected })
})

test.each([
  ['a change of the spec', merge, { spec: { replicas: 3 } }, 2],
  ['an annotation of a Deployment', merge, { metadata: { annotations: { a: 'b' } } }, 2],
  ['a label', merge, { metadata: { labels: { a: 'b' } } }, 1],
  ['what is there already', strategic, { spec: { replicas: 1 } }, 1],
])('%s counts its generation to the last number', async (_, type, patch, generation) => {
  await using rig = await openCart()
  await rig.ask('POST', `${apps}/deployments`, deployment)
  const { body } = await rig.ask('PATCH', web, patch, type)
  expect(body.metadata['generation']).toBe(generation)
})

test('a dry run answers and stores nothing', async () => {
  await using rig = await openCart()
  const before = rig.store.version()
  expect((await rig.ask('POST', `${apps}/deployments?dryRun=All`, deployment)).code).toBe(201)
  expect(rig.store.version()).toBe(before)
})

test('an unknown field is dropped with a warning, or refused when asked to be strict', async () => {
  await using rig = await openCart()
  const odd = { ...deployment, spec: { ...deployment.spec, replicaz: 2 } }
  const warned = await rig.ask('POST', `${apps}/deployments`, odd)
  expect(warned.headers.get('warning')).toBe(String.raw`299 - "unknown field \"spec.replicaz\""`)
  expect(warned.body.spec).not.toHaveProperty('replicaz')
  expect(await rig.ask('POST', `${apps}/deployments?fieldValidation=Strict`, odd)).toMatchObject({
    code: 400,
    body: { message: expect.stringContaining('strict decoding error: unknown field "spec.replicaz"') },
  })
})

test('apply creates what is missing and merges by the keys of the type', async () => {
  await using rig = await openCart()
  const whole = JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', ...deployment })
  expect((await rig.ask('PATCH', `${web}?fieldManager=x`, whole, applied)).code).toBe(201)
  const more = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, labels: {tier: front}}\n'
  const { code, body } = await rig.ask('PATCH', `${web}?fieldManager=x`, more, applied)
  expect(code).toBe(200)
  expect(body.metadata['labels']).toEqual({ app: 'web', tier: 'front' })
  expect(body.spec).toMatchObject({ template: { spec: { containers: [{ name: 'app' }] } } })
})

test('/scale reads and writes the replicas, and tells the selector as text', async () => {
  await using rig = await openCart()
  await rig.ask('POST', `${apps}/deployments`, deployment)
  expect((await rig.ask('GET', `${web}/scale`)).body).toMatchObject({
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    spec: { replicas: 1 },
    status: { replicas: 0, selector: 'app=web' },
  })
  const scaled = await rig.ask('PATCH', `${web}/scale`, { spec: { replicas: 0 } }, merge)
  expect(scaled).toMatchObject({ code: 200, body: { spec: {} } })
  expect(rig.store.deployments.get('cart', 'web')).toMatchObject({ spec: { replicas: 0 }, metadata: { generation: 2 } })
})

test('status has its own door, and a Deployment keeps its labels behind it', async () => {
  await using rig = await openCart()
  await rig.ask('POST', `${apps}/deployments`, deployment)
  const patch = {
    spec: { replicas: 9 },
    metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
    status: { replicas: 4 },
  }
  const { body } = await rig.ask('PATCH', `${web}/status`, patch, merge)
  expect(body).toMatchObject({
    metadata: { generation: 1, labels: { app: 'web' }, annotations: { c: 'd' } },
    spec: { replicas: 1 },
    status: { replicas: 4 },
  })
  const main = await rig.ask('PATCH', web, { status: { replicas: 7 } }, merge)
  expect(main.body.status).toEqual({ replicas: 4 })
})

test('an eviction spends the budget, then meets 429 with the cause, and two budgets are 500', async () => {
  await using rig = await openCart()
  for (const name of ['a', 'b']) await runPod(rig, name)
  const budgets = '/apis/policy/v1/namespaces/cart/poddisruptionbudgets'
  const budget = { spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } } }
  await rig.ask('POST', budgets, { ...budget, metadata: { name: 'pdb' } })
  const allowed = {
    observedGeneration: 1,
    disruptionsAllowed: 1,
    currentHealthy: 2,
    desiredHealthy: 1,
    expectedPods: 2,
  }
  await rig.ask('PATCH', `${budgets}/pdb/status`, { status: allowed }, merge)
  const evict = (name: string, query = '') =>
    rig.ask('POST', `${core}/pods/${name}/eviction${query}`, { metadata: { name } })

  expect(await evict('a', '?dryRun=All')).toMatchObject({ code: 201, body: { status: 'Success' } })
  expect(rig.store.poddisruptionbudgets.get('cart', 'pdb')?.status.disruptionsAllowed).toBe(1)
  expect(await evict('a')).toMatchObject({ code: 201, body: { kind: 'Status', status: 'Success' } })
  expect(rig.store.poddisruptionbudgets.get('cart', 'pdb')?.status).toMatchObject({
    disruptionsAllowed: 0,
    disruptedPods: { a: '2026-11-24T08:00:00Z' },
  })
  expect(rig.store.pods.get('cart', 'a')?.metadata).toMatchObject({ deletionGracePeriodSeconds: 30 })

  await rig.ask('PATCH', `${budgets}/pdb/status`, { status: { currentHealthy: 1 } }, merge)
  expect(await evict('b')).toMatchObject({
    code: 429,
    body: {
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          { reason: 'DisruptionBudget', message: 'The disruption budget pdb needs 1 healthy pods and has 1 currently' },
        ],
      },
    },
  })
  await rig.ask('POST', budgets, { ...budget, metadata: { name: 'second' } })
  expect(await evict('b')).toMatchObject({
    code: 500,
    body: {
      message: 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    },
  })
})

test.each([
  ['Foreground', ['foregroundDeletion']],
  ['Orphan', ['orphan']],
])('%s deletion leaves the object to the garbage collector', async (policy, finalizers) => {
  await using rig = await openCart()
  await rig.ask('POST', `${apps}/deployments`, deployment)
  const { body } = await rig.ask('DELETE', web, { propagationPolicy: policy })
  expect(body.metadata).toMatchObject({ finalizers, deletionTimestamp: '2026-11-24T08:00:00Z', generation: 2 })
  const freed = await rig.ask('PATCH', web, { metadata: { finalizers: null } }, merge)
  expect(freed.code).toBe(200)
  expect(rig.store.deployments.size).toBe(0)
})

test('a running pod gets its grace, a shorter one later, and no grace ends it', async () => {
  await using rig = await openCart()
  await runPod(rig, 'a')
  const remove = async (query = '') => (await rig.ask('DELETE', `${core}/pods/a${query}`)).body.metadata
  expect(await remove()).toMatchObject({ deletionTimestamp: '2026-11-24T08:00:30Z', deletionGracePeriodSeconds: 30 })
  expect(await remove('?gracePeriodSeconds=60')).toMatchObject({ deletionGracePeriodSeconds: 30 })
  expect(await remove('?gracePeriodSeconds=5')).toMatchObject({ deletionTimestamp: '2026-11-24T08:00:05Z' })
  await remove('?gracePeriodSeconds=0')
  expect(rig.store.pods.size).toBe(0)
})

test('what is deleted at once answers a Status, or itself where its registry does', async () => {
  await using rig = await openCart()
  await rig.ask('POST', `${core}/configmaps`, { metadata: { name: 'cm' } })
  await rig.ask('POST', `${core}/services`, { metadata: { name: 'svc' }, spec: { ports: [{ port: 80 }] } })
  const status = await rig.ask('DELETE', `${core}/configmaps/cm`)
  expect(status.body).toMatchObject({ kind: 'Status', status: 'Success', details: { name: 'cm', kind: 'configmaps' } })
  expect((await rig.ask('DELETE', `${core}/services/svc`)).body).toMatchObject({ kind: 'Service' })
})

test.each([
  [
    { uid: 'other' },
    /^Operation cannot be fulfilled on ConfigMap "cm": the UID in the precondition \(other\) does not/,
  ],
  [
    { resourceVersion: '1' },
    /the ResourceVersion in the precondition \(1\) does not match the ResourceVersion in record/,
  ],
])('a deletion on the condition of %j is a conflict', async (preconditions, message) => {
  await using rig = await openCart()
  await rig.ask('POST', `${core}/configmaps`, { metadata: { name: 'cm' } })
  expect(await rig.ask('DELETE', `${core}/configmaps/cm`, { preconditions })).toMatchObject({
    code: 409,
    body: { reason: 'Conflict', message: expect.stringMatching(message) },
  })
})

test('a collection is deleted as far as the selector reaches', async () => {
  await using rig = await openCart()
  for (const name of ['a', 'b', 'c'])
    await rig.ask('POST', `${core}/configmaps`, { metadata: { name, labels: { odd: String(name !== 'b') } } })
  const { body } = await rig.ask('DELETE', `${core}/configmaps?labelSelector=odd%3Dtrue`)
  expect(body.items.map(({ metadata }) => metadata.name)).toEqual(['a', 'c'])
  expect([...rig.store.configmaps.values()].map(({ metadata }) => metadata.name)).toEqual(['b'])
})

test('a namespace that ends takes nothing new, and is gone once it is finalized', async () => {
  await using rig = await openCart()
  expect(await rig.ask('DELETE', '/api/v1/namespaces/cart')).toMatchObject({
    code: 200,
    body: { metadata: { deletionTimestamp: '2026-11-24T08:00:00Z' }, status: { phase: 'Terminating' } },
  })
  expect(await rig.ask('POST', `${core}/configmaps`, { metadata: { name: 'late' } })).toMatchObject({
    code: 403,
    body: {
      message:
        'configmaps "late" is forbidden: unable to create new content in namespace cart because it is being terminated',
      details: { causes: [{ reason: 'NamespaceTerminating', field: 'metadata.namespace' }] },
    },
  })
  await rig.ask('PUT', '/api/v1/namespaces/cart/finalize', { metadata: { name: 'cart' }, spec: {} })
  expect(rig.store.namespaces.size).toBe(0)
})

test('events are the same under both groups, by other names', async () => {
  await using rig = await openCart()
  const about = { kind: 'Pod', name: 'p', namespace: 'cart' }
  const event = { metadata: { name: 'e' }, involvedObject: about, reason: 'Pulled', message: 'Well.', type: 'Normal' }
  await rig.ask('POST', `${core}/events`, { ...event, source: { component: 'kubelet' }, count: 2 })
  const renamed = '/apis/events.k8s.io/v1/namespaces/cart/events'
  const { body } = await rig.ask('GET', `${renamed}/e`)
  expect(body).toMatchObject({ apiVersion: 'events.k8s.io/v1', regarding: about, note: 'Well.', deprecatedCount: 2 })
  const listed = await rig.ask('GET', `${renamed}?fieldSelector=regarding.name%3Dp,reason%3DPulled`)
  expect(listed.body).toMatchObject({ apiVersion: 'events.k8s.io/v1', items: [{ note: 'Well.' }] })
})

test('a body over 3 MiB is 413', async () => {
  await using rig = await openCart()
  const big = 'x'.repeat(3 * 1024 * 1024 + 1)
  expect(await rig.ask('POST', `${core}/configmaps`, big)).toMatchObject({
    code: 413,
    body: { reason: 'RequestEntityTooLarge', message: 'Request entity too large: limit is 3145728' },
  })
})
