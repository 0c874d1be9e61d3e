import type { AnalysisRun, Rollout } from '@/demo/store/argo-objects'
import { table } from './table'

// The additionalPrinterColumns of Argo's CRDs, v1.9; what is not there is null.

export const rollouts = table<Rollout>(
  'Name, Desired:integer, Current:integer, Up-to-date:integer, Available:integer, Age:date',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    spec.replicas ?? null,
    status?.replicas ?? null,
    status?.updatedReplicas ?? null,
    status?.availableReplicas ?? null,
    age,
  ],
)

/** An AnalysisRun's or an Experiment's. */
export const runs = table<AnalysisRun>('Name, Status, Age:date', ({ metadata, status }, age) => [
  metadata.name,
  status?.phase ?? null,
  age,
])

export const templates = table('Name, Age:date', ({ metadata }, age) => [metadata.name, age])
