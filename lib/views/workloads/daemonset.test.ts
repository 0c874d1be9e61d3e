import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { daemonSet } from '@/lib/kube/kinds/daemonset'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { projectDaemonSet } from './daemonset'

type Json = Readonly<Record<string, unknown>>

const pods = (health: NonNullable<PodsSummary['worst']>['health'], reason: string | null = null): PodsSummary => ({
  restarts: 0,
  lastRestartAt: null,
  worst: { health, reason },
})
const fine: PodsSummary = { restarts: 0, lastRestartAt: null, worst: null }
const crashing = pods('failed', 'CrashLoopBackOff in main, exit 1')
const starting = pods('progressing')
const told = ({ health, status, reason }: WorkloadRow) => `${health}, ${status}${reason === null ? '' : `: ${reason}`}`

type Case = readonly [guarantee: string, spec: Json, status: Json, pods: PodsSummary | undefined, expected: string]

const object = (spec: Json, { deleted, ...status }: Json) => ({
  metadata: { generation: 4, ...(deleted === true && { deletionTimestamp: '2026-11-24T10:00:00Z' }) },
  spec,
  status: { observedGeneration: 4, ...status },
})

const onDelete = { updateStrategy: { type: 'OnDelete' } }
const onNodes = (desired: number, updated = desired, ready = desired, numberAvailable = ready) => ({
  desiredNumberScheduled: desired,
  updatedNumberScheduled: updated,
  numberReady: ready,
  numberAvailable,
})

describe('a DaemonSet', () => {
  test.each<Case>([
    ['with a pod on every node is available', {}, onNodes(5), fine, 'healthy, Available'],
    ['that fits no node is done', {}, onNodes(0), fine, 'healthy, No nodes'],
    ['that replaces its pods is rolling out', {}, onNodes(5, 2), fine, 'progressing, Rolling out: 2 of 5 pods updated'],
    [
      'in a rollout that a broken pod holds up is degraded',
      {},
      onNodes(5, 2, 4),
      crashing,
      'degraded, Rolling out: 2 of 5 pods updated: CrashLoopBackOff in main, exit 1',
    ],
    [
      'with a broken pod is degraded',
      {},
      onNodes(5, 5, 4),
      crashing,
      'degraded, Partly ready: 1 of 5 pods not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'on a node that just joined is progressing',
      {},
      onNodes(5, 5, 4),
      starting,
      'progressing, Partly ready: 1 of 5 pods not ready',
    ],
    [
      'waits for minReadySeconds',
      {},
      onNodes(5, 5, 5, 3),
      fine,
      'progressing, Rolling out: 3 of 5 pods ready for long enough',
    ],
    [
      'that updates on deletion waits for a person',
      onDelete,
      onNodes(5, 2),
      fine,
      'healthy, Update pending: 2 of 5 pods updated; the others change when someone deletes them (OnDelete)',
    ],
    [
      'whose change was not seen yet is rolling out',
      {},
      { ...onNodes(5), observedGeneration: 1 },
      fine,
      'progressing, Rolling out: The latest change has not been taken up yet',
    ],
    ['being deleted is terminating', {}, { ...onNodes(5), deleted: true }, fine, 'progressing, Terminating'],
  ])('%s', (_, spec, status, summary, expected) => {
    expect(told(projectDaemonSet(keep(daemonSet.fields, object(spec, status)), summary))).toBe(expected)
  })
})
