import { expect, it } from 'vitest'
import { type Application, applications, deploymentManifest, replicaSetManifest } from './application'
import { nodesFor } from './load'
import { placeOf, podManifest, podStatus } from './pod'
import { isBrokenPod } from './pod-state'

const apps = applications(10_000, 400, 50)
const app = (index: number): Application => {
  const found = apps[index]
  if (found === undefined) throw new Error(`no application ${index}`)
  return found
}
const now = new Date('2026-01-01T00:00:00Z')

it.each([
  [10_000, 400],
  [10_007, 400],
  [3, 400],
])('shares %i pods among at most %i Deployments without losing one', (pods, deployments) => {
  const made = applications(pods, deployments, 50)
  expect(made.reduce((sum, { replicas }) => sum + replicas, 0)).toBe(pods)
  expect(made.every(({ replicas }) => replicas > 0)).toBe(true)
})

it('gives every pod of a set its own name, and the same ones again the next time', () => {
  const names = () =>
    Array.from(
      { length: app(0).replicas },
      (_, index) => podManifest(app(0), index, placeOf(index, 60), '').metadata.name,
    )
  expect(new Set(names()).size).toBe(app(0).replicas)
  expect(names()).toEqual(names())
})

it('makes pods that the ReplicaSet and the Deployment select', () => {
  const { labels } = podManifest(app(3), 0, placeOf(0, 60), 'uid').metadata
  for (const { spec } of [deploymentManifest(app(3)), replicaSetManifest(app(3), 'uid')]) {
    expect(labels).toMatchObject(spec?.selector.matchLabels ?? { missing: 'selector' })
  }
})

it('never fills a node beyond its pods, nor uses the control plane', () => {
  const nodes = nodesFor(10_000)
  const onNode = new Map<number, number>()
  for (let pod = 0; pod < 10_000; pod++) {
    const { node } = placeOf(pod, nodes)
    onNode.set(node, (onNode.get(node) ?? 0) + 1)
  }
  expect(onNode.has(0)).toBe(false)
  expect(Math.max(...onNode.values())).toBeLessThanOrEqual(240)
})

it('breaks an eighth of the applications, in five ways', () => {
  const broken = apps.filter((one) => one.broken !== undefined)
  expect(broken.length).toBe(50)
  const ways = broken.map(({ broken: state }) => `${state?.waiting?.reason} ${state?.lastExit?.reason}`)
  expect(new Set(ways)).toEqual(
    new Set([
      'CrashLoopBackOff Error',
      'CrashLoopBackOff OOMKilled',
      'ImagePullBackOff undefined',
      'CreateContainerConfigError undefined',
      'undefined undefined',
    ]),
  )
})

it('says the same in conditions and container statuses', () => {
  for (const one of apps.slice(0, 80)) {
    const status = podStatus(one, 0, placeOf(0, 60), now)
    const ready = status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True'
    expect(status.containerStatuses?.every((container) => container.ready)).toBe(ready)
    expect(ready).toBe(one.broken === undefined || !isBrokenPod(one.index, 0))
  }
})
