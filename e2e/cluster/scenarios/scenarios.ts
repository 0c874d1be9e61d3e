import type { Manifest } from '@/e2e/cluster/manifest'
import type { ClusterSpec } from '@/e2e/cluster/spec'
import { batchObjects } from './batch'
import { faultObjects } from './faults'
import { rolloutObjects } from './rollouts'
import { scalingObjects } from './scaling'
import { shopObjects } from './shop'
import { statefulObjects } from './stateful'

/** In the order of their creation: namespaces before what lives in them. */
export const scenarioObjects = (spec: ClusterSpec): readonly Manifest[] => [
  ...faultObjects,
  ...shopObjects,
  ...statefulObjects,
  ...batchObjects,
  ...scalingObjects,
  ...(spec.without.includes('rollouts-controller') ? [] : rolloutObjects(spec)),
]
