import { type ApiClient, createApiClient } from '@/e2e/cluster/client'
import { startByName } from '@/e2e/cluster/control-plane'
import { Failure } from '@/e2e/cluster/failure'
import { podsPerNode } from '@/e2e/cluster/nodes'
import { stopProcess } from '@/e2e/cluster/processes'
import type { Progress } from '@/e2e/cluster/progress'
import { advanceRollouts } from '@/e2e/cluster/scenarios/rollout-revisions'
import { scenarioObjects } from '@/e2e/cluster/scenarios/scenarios'
import type { ClusterSpec } from '@/e2e/cluster/spec'
import { applications } from './application'
import { createApplications } from './bulk'
import type { LoadOptions } from './options'
import { createTeams } from './teams'

/** Left free on each node for daemons and the scenarios. */
const spare = 10

export const nodesFor = (pods: number): number => 1 + Math.ceil(pods / (podsPerNode - spare))

/** Fills the cluster; what stands from an earlier load stays. Throws a Failure when the nodes are too few. */
export async function loadWorkloads(spec: ClusterSpec, options: LoadOptions, progress: Progress): Promise<void> {
  const needed = nodesFor(options.pods)
  if (spec.nodes < needed) {
    throw new Failure(
      `${options.pods} pods need ${needed} nodes and there are ${spec.nodes}: run "up --nodes ${needed}".`,
    )
  }
  const client = createApiClient(spec)
  try {
    await createTeams(client, options.namespaces)
    progress(`${options.namespaces} team namespaces stand`)
    if (options.pods > 0) await loadApplications(spec, options, client, progress)
    if (options.scenarios) await loadScenarios(spec, client, progress)
  } finally {
    await client.close()
  }
}

async function loadApplications(
  spec: ClusterSpec,
  { pods, deployments, namespaces }: LoadOptions,
  client: ApiClient,
  progress: Progress,
): Promise<void> {
  await stopProcess(spec, 'kube-controller-manager')
  try {
    await createApplications(client, applications(pods, deployments, namespaces), spec.nodes, progress)
  } finally {
    await startByName(spec, 'kube-controller-manager')
  }
  progress(`${pods} pods stand and kube-controller-manager has adopted them`)
}

async function loadScenarios(spec: ClusterSpec, client: ApiClient, progress: Progress): Promise<void> {
  const objects = scenarioObjects(spec)
  for (const object of objects) await client.ensure(object)
  progress(`${objects.length} objects of the scenarios stand`)
  if (spec.without.includes('rollouts-controller')) return
  await advanceRollouts(client)
  progress('the rollouts are on their way to a second revision')
}
