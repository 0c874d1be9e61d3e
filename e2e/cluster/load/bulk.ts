import type { Pod } from 'kubernetes-types/core/v1'
import { type ApiClient, checkSuccess, parse } from '@/e2e/cluster/client'
import { concurrently } from '@/e2e/cluster/concurrently'
import { type Manifest, objectPath } from '@/e2e/cluster/manifest'
import type { Progress } from '@/e2e/cluster/progress'
import { type Application, deploymentManifest, replicaSetManifest } from './application'
import { placeOf, podManifest, podStatus } from './pod'

/** A ReplicaSet that stands, and how many pods those before it have. */
interface Standing {
  readonly app: Application
  readonly uid: string
  readonly firstPod: number
}

/**
 * Writes Deployments, ReplicaSets, pods and their status itself, a quarter of what it costs through the controllers.
 * The controller manager must not run meanwhile; it adopts all of it afterwards.
 */
export async function createApplications(
  client: ApiClient,
  apps: readonly Application[],
  nodes: number,
  progress: Progress,
): Promise<void> {
  const standing = await createReplicaSets(client, apps)
  progress(`${apps.length} Deployments stand`)
  const pods = standing.flatMap(({ app, uid, firstPod }) =>
    Array.from({ length: app.replicas }, (_, index) => ({ app, uid, index, place: placeOf(firstPod + index, nodes) })),
  )
  let done = 0
  await concurrently(pods, 48, async ({ app, uid, index, place }) => {
    const pod = podManifest(app, index, place, uid)
    if (await needsStatus(client, pod)) await reportStatus(client, pod, podStatus(app, index, place, new Date()))
    done += 1
    if (done % 1000 === 0) progress(`${done} of ${pods.length} pods`)
  })
}

async function createReplicaSets(client: ApiClient, apps: readonly Application[]): Promise<readonly Standing[]> {
  const uids = new Map<Application, string>()
  await concurrently(apps, 24, async (app) => {
    const deployment = await withReplicas(client, deploymentManifest(app), app.replicas, 'helm')
    const replicaSet = replicaSetManifest(app, deployment.metadata.uid ?? '')
    const standing = await withReplicas(client, replicaSet, app.replicas, 'kube-controller-manager')
    uids.set(app, standing.metadata.uid ?? '')
  })
  let firstPod = 0
  return apps.map((app) => {
    const standing = { app, uid: uids.get(app) ?? '', firstPod }
    firstPod += app.replicas
    return standing
  })
}

/** A load of another size than the last one scales what that one made. */
async function withReplicas(client: ApiClient, wanted: Manifest, replicas: number, manager: string): Promise<Manifest> {
  const { created, object } = await client.ensure(wanted, manager)
  if (created) return object
  const body = { spec: { replicas } }
  const path = `${objectPath(wanted)}?fieldManager=${manager}`
  const answer = await client.request('PATCH', path, { body, contentType: 'application/merge-patch+json' })
  return parse<Manifest>(answer, `scale ${wanted.kind} ${wanted.metadata.name}`)
}

/** The answers are not read: protobuf costs the API server less than JSON. */
const accept = 'application/vnd.kubernetes.protobuf'

/** Creates the pod; false when it stands already, with the status that an earlier load reported. */
async function needsStatus(client: ApiClient, pod: Manifest): Promise<boolean> {
  const path = `/api/v1/namespaces/${pod.metadata.namespace}/pods?fieldManager=kube-controller-manager`
  const answer = await client.request('POST', path, { body: pod, accept })
  if (answer.status === 409) {
    const { status } = await client.get<Pod>(objectPath(pod))
    return status?.podIP === undefined
  }
  checkSuccess(answer, `create pod ${pod.metadata.name}`)
  return true
}

async function reportStatus(client: ApiClient, pod: Manifest, status: object): Promise<void> {
  const path = `${objectPath(pod)}/status?fieldManager=kubelet`
  const contentType = 'application/strategic-merge-patch+json'
  checkSuccess(
    await client.request('PATCH', path, { body: { status }, contentType, accept }),
    `report ${pod.metadata.name}`,
  )
}
