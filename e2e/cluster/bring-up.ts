import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { metricsApiObjects } from './bootstrap/metrics-api'
import { bootstrapObjects } from './bootstrap/objects'
import { ownNamespace } from './bootstrap/people'
import { binaryFolder } from './cache'
import { type ApiClient, createApiClient, parse } from './client'
import { componentNamed, components, isWanted, wantedComponents } from './components/components'
import { checkPorts, launch, startComponent, untilReady } from './control-plane'
import { Failure } from './failure'
import { serviceAccounts } from './identities'
import { writeTokenKubeconfig } from './kubeconfigs'
import { createNodes } from './nodes'
import { createProber, type Prober } from './probe'
import { stopProcess } from './processes'
import type { Progress } from './progress'
import { run } from './run'
import { type ClusterSpec, kubeconfigFile } from './spec'

/** Starts what does not run and creates what does not stand; everything is ready when it returns. Needs certificates. */
export async function bringUp(spec: ClusterSpec, progress: Progress): Promise<void> {
  const probe = createProber(spec)
  const client = createApiClient(spec)
  try {
    await stopUnwanted(spec)
    await checkPorts(spec)
    await startComponent(spec, componentNamed('etcd'), probe)
    await startComponent(spec, componentNamed('kube-apiserver'), probe)
    progress('etcd and the API server are ready')
    await startControllers(spec, client, probe)
    progress(`controllers, scheduler and ${spec.nodes} nodes are ready`)
    await startExtensions(spec, client)
    await writeTokens(spec, client)
    for (const component of wantedComponents(spec)) await untilReady(spec, component, probe)
  } finally {
    await Promise.all([client.close(), probe.close()])
  }
}

async function stopUnwanted(spec: ClusterSpec): Promise<void> {
  for (const { name } of components) if (!isWanted(spec, name)) await stopProcess(spec, name)
}

async function startControllers(spec: ClusterSpec, client: ApiClient, probe: Prober): Promise<void> {
  launch(spec, componentNamed('kube-controller-manager'))
  launch(spec, componentNamed('kube-scheduler'))
  await until('the namespace kube-system', 30, () => answers(client, '/api/v1/namespaces/kube-system'))
  for (const object of bootstrapObjects) await client.apply(object)
  await createNodes(client, spec.nodes, spec.ports.kubelet)
  await startComponent(spec, componentNamed('kwok'), probe)
  await until(`${spec.nodes} ready nodes`, 120, async () => (await readyNodes(client)) >= spec.nodes)
}

async function startExtensions(spec: ClusterSpec, client: ApiClient): Promise<void> {
  if (isWanted(spec, 'metrics-server')) {
    for (const object of metricsApiObjects(spec)) await client.apply(object)
  }
  if (isWanted(spec, 'rollouts-controller')) await createRolloutTypes(spec, client)
  for (const component of wantedComponents(spec)) launch(spec, component)
}

/** Server-side: a client-side apply would write the whole type into an annotation, which is too long for it. */
async function createRolloutTypes(spec: ClusterSpec, client: ApiClient): Promise<void> {
  const kubectl = join(binaryFolder('kubernetes'), 'kubectl')
  const types = join(binaryFolder('argo-rollouts'), 'crds')
  const kubeconfig = kubeconfigFile(spec, 'admin')
  await run(kubectl, ['apply', '--server-side', '--force-conflicts', '--kubeconfig', kubeconfig, '-f', types])
  await until('the API of Argo Rollouts', 60, () => answers(client, '/apis/argoproj.io/v1alpha1/rollouts?limit=1'))
}

const tokenSeconds = 30 * 24 * 3600

async function writeTokens(spec: ClusterSpec, client: ApiClient): Promise<void> {
  for (const [user, account] of Object.entries(serviceAccounts)) {
    const path = `/api/v1/namespaces/${ownNamespace}/serviceaccounts/${account}/token`
    const body = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: tokenSeconds },
    }
    const answer = await client.request('POST', path, { body })
    const { status } = parse<{ status: { token: string } }>(answer, `create a token for ${account}`)
    writeTokenKubeconfig(spec, user, status.token)
  }
}

const answers = async (client: ApiClient, path: string): Promise<boolean> =>
  (await client.request('GET', path)).status === 200

interface NodeList {
  readonly items: readonly { readonly status: { readonly conditions?: readonly { type: string; status: string }[] } }[]
}

async function readyNodes(client: ApiClient): Promise<number> {
  const { items } = await client.get<NodeList>('/api/v1/nodes')
  const isReady = ({ type, status }: { type: string; status: string }) => type === 'Ready' && status === 'True'
  return items.filter((node) => node.status.conditions?.some(isReady)).length
}

async function until(what: string, seconds: number, isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Failure(`Waited ${seconds} s in vain for ${what}.`)
    await delay(200)
  }
}
