import { expect, test } from 'vitest'
import type { Deployment, ReplicaSet } from '@/demo/store/objects'
import { openWorkloads, type Workloads } from './rig'

const name = 'web'

function find({ cluster, namespace }: Workloads): Deployment {
  const found = cluster.store.deployments.get(namespace, name)
  if (found === undefined) throw new Error('The Deployment is missing.')
  return found
}
const condition = (rig: Workloads, type: string) => find(rig).status.conditions?.find((each) => each.type === type)
const sets = (rig: Workloads): readonly ReplicaSet[] => rig.cluster.store.replicasets.ownedBy(find(rig).metadata.uid)
const setOf = (rig: Workloads, image: string) =>
  sets(rig).find(({ spec }) => spec.template.spec.containers[0]?.image === image)
const sizes = (rig: Workloads): Readonly<Record<string, number>> =>
  Object.fromEntries(sets(rig).map(({ spec }) => [spec.template.spec.containers[0]?.image ?? '', spec.replicas]))
const update = (rig: Workloads, image: string) =>
  rig.change(rig.cluster.store.deployments, name, { template: rig.template(image) })

/** What `kubectl rollout status` says (polymorphichelpers/rollout_status.go). */
function rolloutStatus({ metadata, spec, status }: Deployment): string {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status
  if ((metadata.generation ?? 0) > observedGeneration) return 'unobserved'
  if (status.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded')) return 'exceeded'
  if (updatedReplicas < spec.replicas) return `${updatedReplicas} of ${spec.replicas} updated`
  if (replicas > updatedReplicas) return `${replicas - updatedReplicas} old pending termination`
  return availableReplicas < updatedReplicas ? `${availableReplicas} of ${updatedReplicas} available` : 'done'
}

/** Each different line that `tell` gives while the Deployment changes. */
function follow(rig: Workloads, tell: (deployment: Deployment) => string): string[] {
  const lines: string[] = []
  rig.cluster.store.deployments.listen(({ object }) => {
    const line = tell(object)
    if (lines.at(-1) !== line) lines.push(line)
  })
  return lines
}

test('a new Deployment comes up: its set is created, progresses and is available', () => {
  const rig = openWorkloads()
  const reasons = follow(rig, ({ status }) => (status.conditions ?? []).map(({ reason }) => reason).join(' '))
  rig.deployment(name, { replicas: 3 })
  rig.wait(30)
  expect(reasons).toEqual([
    '',
    'NewReplicaSetCreated',
    'NewReplicaSetCreated MinimumReplicasUnavailable',
    'MinimumReplicasUnavailable ReplicaSetUpdated',
    'MinimumReplicasAvailable NewReplicaSetAvailable',
  ])
  const [set] = sets(rig)
  expect(condition(rig, 'Progressing')).toMatchObject({
    status: 'True',
    message: `ReplicaSet "${set?.metadata.name}" has successfully progressed.`,
  })
  expect(condition(rig, 'Available')).toMatchObject({ status: 'True', message: 'Deployment has minimum availability.' })
  expect(find(rig).status).toMatchObject({ replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 })
  expect(find(rig).status).toMatchObject({ observedGeneration: 1, terminatingReplicas: 0 })
  expect(find(rig).metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' })
  expect(set?.metadata.annotations).toEqual({
    'deployment.kubernetes.io/revision': '1',
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
  })
  expect(rig.events(name)).toEqual([`ScalingReplicaSet: Scaled up replica set ${set?.metadata.name} from 0 to 3`])
  expect(rig.events(set?.metadata.name ?? '')).toHaveLength(3)
  expect(rig.events(set?.metadata.name ?? '')[0]).toMatch(/^SuccessfulCreate: Created pod: web-\w+-\w{5}$/)
})

test('a rollout goes in the steps that surge and availability allow, as kubectl would see it', () => {
  const rig = openWorkloads()
  rig.deployment(name, { replicas: 4 })
  rig.wait(30)
  const lines = follow(rig, rolloutStatus)
  const steps: string[] = []
  rig.cluster.store.replicasets.listen(({ object, previous }) => {
    if (object.spec.replicas !== previous?.spec.replicas)
      steps.push(
        `${object.spec.template.spec.containers[0]?.image} ${previous?.spec.replicas ?? 0}-${object.spec.replicas}`,
      )
  })
  update(rig, 'web:2')
  rig.wait(60)
  expect(steps.slice(0, 3)).toEqual(['web:2 0-1', 'web:1 4-3', 'web:2 1-2'])
  expect(steps.slice(-1)).toEqual(['web:1 1-0'])
  expect(lines.slice(0, 3)).toEqual(['unobserved', '0 of 4 updated', '1 of 4 updated'])
  expect(lines.at(-1)).toBe('done')
  expect(sizes(rig)).toEqual({ 'web:1': 0, 'web:2': 4 })
  expect(find(rig).metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '2' })
})

test('pods count as available after minReadySeconds', () => {
  const rig = openWorkloads()
  rig.deployment(name, { replicas: 1, minReadySeconds: 30 })
  rig.wait(20)
  expect(find(rig).status).toMatchObject({ readyReplicas: 1, unavailableReplicas: 1 })
  expect(condition(rig, 'Available')).toMatchObject({ reason: 'MinimumReplicasUnavailable' })
  rig.wait(30)
  expect(find(rig).status).toMatchObject({ readyReplicas: 1, availableReplicas: 1 })
  expect(condition(rig, 'Progressing')).toMatchObject({ reason: 'NewReplicaSetAvailable' })
})

test('a rollout that gets stuck serves on and times out at its deadline, an undo goes back to the first set', () => {
  const rig = openWorkloads()
  rig.behave('web:2', { run: 'no-image', seconds: 0 })
  rig.deployment(name, { replicas: 4, progressDeadlineSeconds: 60 })
  rig.wait(30)
  update(rig, 'web:2')
  rig.wait(55)
  expect(condition(rig, 'Progressing')).toMatchObject({ status: 'True', reason: 'ReplicaSetUpdated' })
  rig.wait(15)
  expect(condition(rig, 'Progressing')).toMatchObject({
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: `ReplicaSet "${setOf(rig, 'web:2')?.metadata.name}" has timed out progressing.`,
  })
  expect(condition(rig, 'Available')).toMatchObject({ status: 'True' })
  expect(rolloutStatus(find(rig))).toBe('exceeded')
  expect(sizes(rig)).toEqual({ 'web:1': 3, 'web:2': 2 })
  update(rig, 'web:1')
  rig.wait(60)
  expect(sizes(rig)).toEqual({ 'web:1': 4, 'web:2': 0 })
  expect(rolloutStatus(find(rig))).toBe('done')
  expect(setOf(rig, 'web:1')?.metadata.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '3',
    'deployment.kubernetes.io/revision-history': '1',
  })
  expect(find(rig).metadata.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '3' })
})

test('paused, it says so and rolls nothing out, but is scaled; resumed, it goes on', () => {
  const rig = openWorkloads()
  const { deployments } = rig.cluster.store
  rig.deployment(name, { replicas: 2 })
  rig.wait(30)
  rig.change(deployments, name, { paused: true })
  rig.wait(1)
  expect(condition(rig, 'Progressing')).toMatchObject({
    status: 'Unknown',
    reason: 'DeploymentPaused',
    message: 'Deployment is paused',
  })
  update(rig, 'web:2')
  rig.change(deployments, name, { replicas: 5 })
  rig.wait(20)
  expect(sizes(rig)).toEqual({ 'web:1': 5 })
  expect(find(rig).status).toMatchObject({ observedGeneration: 4, replicas: 5, availableReplicas: 5 })
  const reasons = follow(
    rig,
    ({ status }) => status.conditions?.find(({ type }) => type === 'Progressing')?.reason ?? '',
  )
  rig.change(deployments, name, { paused: false })
  rig.wait(60)
  expect(reasons.slice(0, 3)).toEqual(['DeploymentPaused', 'DeploymentResumed', 'NewReplicaSetCreated'])
  expect(reasons.at(-1)).toBe('NewReplicaSetAvailable')
  expect(sizes(rig)).toEqual({ 'web:1': 0, 'web:2': 5 })
})

test('scaled in the middle of a rollout, each set keeps its share, as a real cluster has it', () => {
  const rig = openWorkloads({ nodes: 12 })
  rig.behave('web:2', { run: 'no-image', seconds: 0 })
  rig.deployment(name, { replicas: 10 })
  rig.wait(30)
  update(rig, 'web:2')
  rig.wait(10)
  expect(sizes(rig)).toEqual({ 'web:1': 8, 'web:2': 5 })
  rig.change(rig.cluster.store.deployments, name, { replicas: 20 })
  rig.wait(5)
  expect(sizes(rig)).toEqual({ 'web:1': 15, 'web:2': 10 })
  rig.change(rig.cluster.store.deployments, name, { replicas: 4 })
  rig.wait(1)
  expect(Object.values(sizes(rig)).reduce((sum, size) => sum + size)).toBe(5)
})

test('a Recreate makes nothing new before the last old pod is gone', () => {
  const rig = openWorkloads()
  rig.deployment(name, { replicas: 2, strategy: { type: 'Recreate' } })
  rig.wait(30)
  const together: string[] = []
  rig.cluster.store.pods.listen(() => {
    const images = rig
      .pods()
      .filter(({ status }) => status.phase !== 'Failed')
      .map(({ spec }) => spec.containers[0]?.image)
    together.push([...new Set(images)].join(' '))
  })
  update(rig, 'web:2')
  rig.wait(60)
  expect([...new Set(together)]).toEqual(['web:1', '', 'web:2'])
  expect(rolloutStatus(find(rig))).toBe('done')
})

test('old sets beyond the limit of the history go', () => {
  const rig = openWorkloads()
  rig.deployment(name, { replicas: 1, revisionHistoryLimit: 1 })
  for (const image of ['web:2', 'web:3', 'web:4']) {
    rig.wait(40)
    update(rig, image)
  }
  rig.wait(40)
  expect(Object.keys(sizes(rig)).sort()).toEqual(['web:3', 'web:4'])
})

test('an exhausted quota shows as FailedCreate on the set and ReplicaFailure on both, and its use is kept', () => {
  const rig = openWorkloads()
  const { resourcequotas } = rig.cluster.store
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: rig.metadata('small') }
  resourcequotas.create({ ...quota, spec: { hard: { pods: '3', 'requests.cpu': '1' } }, status: {} })
  rig.deployment(name, { replicas: 5, template: rig.template('web:1', {}, { requests: { cpu: '100m' } }) })
  rig.wait(20)
  const [set] = sets(rig)
  const words = 'is forbidden: exceeded quota: small, requested: pods=1, used: pods=3, limited: pods=3'
  expect(condition(rig, 'ReplicaFailure')).toMatchObject({ status: 'True', reason: 'FailedCreate' })
  expect(condition(rig, 'ReplicaFailure')?.message).toMatch(
    new RegExp(`^pods "${set?.metadata.name}-\\w{5}" ${words}$`),
  )
  expect(set?.status.conditions).toMatchObject([{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }])
  const failures = rig.events(set?.metadata.name ?? '').filter((line) => line.startsWith('FailedCreate'))
  expect(failures[0]).toMatch(/^FailedCreate: Error creating: pods "web-/)
  expect(find(rig).status).toMatchObject({ replicas: 3, unavailableReplicas: 2 })
  expect(resourcequotas.get(rig.namespace, 'small')?.status.used).toEqual({ pods: '3', 'requests.cpu': '300m' })
  rig.change(resourcequotas, 'small', { hard: { pods: '5', 'requests.cpu': '1' } })
  rig.wait(60)
  expect(find(rig).status).toMatchObject({ replicas: 5, availableReplicas: 5 })
  expect(condition(rig, 'ReplicaFailure')).toBeUndefined()
})

test.each([
  [
    'a quota for something that the pod does not state',
    { quota: { 'limits.memory': '1Gi' } },
    'failed quota: small: must specify limits.memory for: web',
  ],
  [
    'a namespace that enforces restricted',
    { restricted: true },
    'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "web" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "web" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "web" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
  ],
  ['limits that the pod breaks', { max: { cpu: '50m' } }, 'maximum cpu usage per Container is 50m, but limit is 200m'],
])('%s keeps pods out with the real words', (_, given, words) => {
  const rig = openWorkloads()
  const { store, admission } = rig.cluster
  const { quota, restricted, max } = { quota: undefined, restricted: false, max: undefined, ...given }
  if (quota !== undefined)
    store.resourcequotas.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: rig.metadata('small'),
      spec: { hard: quota },
      status: {},
    })
  if (max !== undefined)
    store.limitranges.create({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: rig.metadata('limits'),
      spec: { limits: [{ type: 'Container', max, default: { cpu: '200m' } }] },
    })
  const namespace = store.namespaces.get(undefined, rig.namespace)
  if (restricted && namespace !== undefined)
    store.namespaces.update({
      ...namespace,
      metadata: { ...namespace.metadata, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    })
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: rig.metadata('web'),
    spec: rig.template('web:1').spec,
    status: {},
  }
  expect(admission.admit(pod)).toEqual({ refusal: `pods "web" is forbidden: ${words}` })
})
