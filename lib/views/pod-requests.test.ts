import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { pod } from '@/lib/kube/kinds/pod'
import { holdsRequests, podRequests } from './pod-requests'

type Json = Readonly<Record<string, unknown>>

const asks = (cpu?: string, memory?: string) => ({ resources: { requests: { cpu, memory } } })
const sidecar = (cpu: string) => ({ ...asks(cpu), restartPolicy: 'Always' })
const cpuOf = (spec: Json) => podRequests(keep(pod.fields, { spec })).cpu

describe('a pod asks for', () => {
  test.each<[string, Json, number]>([
    ['nothing when it says nothing', { containers: [{}] }, 0],
    ['the sum of its containers', { containers: [asks('250m'), asks('1')] }, 1.25],
    [
      'no more than that when its init containers need less',
      { containers: [asks('2')], initContainers: [asks('1'), asks('1500m')] },
      2,
    ],
    [
      'the largest init container when that needs more',
      { containers: [asks('1')], initContainers: [asks('3'), asks('2')] },
      3,
    ],
    ['its sidecars beside the containers', { containers: [asks('1')], initContainers: [sidecar('500m')] }, 1.5],
    [
      'sidecars beside an init container after them',
      { containers: [asks('1')], initContainers: [sidecar('500m'), asks('2')] },
      2.5,
    ],
    [
      'no sidecar beside an init container before it',
      { containers: [asks('1')], initContainers: [asks('2'), sidecar('500m')] },
      2,
    ],
    [
      'all sidecars so far beside each init container',
      { containers: [], initContainers: [sidecar('1'), sidecar('1'), asks('1')] },
      3,
    ],
    ['the overhead of its runtime on top', { containers: [asks('1')], overhead: { cpu: '250m' } }, 1.25],
    [
      'what the pod as a whole requests instead of the sum',
      { containers: [asks('1'), asks('1')], resources: { requests: { cpu: '500m' } }, overhead: { cpu: '100m' } },
      0.6,
    ],
    ['nothing for what is not a quantity', { containers: [asks('lots')] }, 0],
    ['thousandths of a core without rounding noise', { containers: [asks('100m'), asks('200m')] }, 0.3],
  ])('%s', (_, spec, cpu) => expect(cpuOf(spec)).toBe(cpu))

  test('each resource by itself', () => {
    const spec = { containers: [asks('1', '1Gi')], initContainers: [asks('2', '512Mi')] }
    expect(podRequests(keep(pod.fields, { spec }))).toEqual({ cpu: 2, memory: 2 ** 30 })
  })
})

describe('a pod holds what it asked for', () => {
  test.each<[string, string, string, boolean]>([
    ['while it runs on a node', 'n1', 'Running', true],
    ['while it starts on a node', 'n1', 'Pending', true],
    ['but not before it is bound', '', 'Pending', false],
    ['but not once it succeeded', 'n1', 'Succeeded', false],
    ['but not once it failed', 'n1', 'Failed', false],
  ])('%s', (_, nodeName, phase, expected) => {
    expect(holdsRequests(keep(pod.fields, { spec: { nodeName }, status: { phase } }))).toBe(expected)
  })
})
