import { readFileSync } from 'node:fs'
import { openCluster } from '@/e2e/cluster/cluster'
import { certificateFile, keyFile } from '@/e2e/cluster/spec'
import type { ApiServer } from './api-server'

export const realClusterFolder = '.quarterdeck/contract'
const size = { pods: 350, namespaces: 8, deployments: 40, scenarios: true }

/** The real control plane, made small, on ports of its own. */
export async function openRealCluster(): Promise<ApiServer> {
  const cluster = await openCluster({
    folder: realClusterFolder,
    nodes: 20,
    portBase: 17443,
    without: ['prometheus', 'kube-state-metrics'],
    progress: (sentence) => console.log(`cluster: ${sentence}`),
  })
  let runs = true
  try {
    await cluster.load(size)
    const ca = readFileSync(cluster.caFile)
    const read = (file: string) => readFileSync(file)
    const tls = { ca, cert: read(certificateFile(cluster.spec, 'admin')), key: read(keyFile(cluster.spec, 'admin')) }
    return {
      upstream: { url: cluster.url, tls: { ca } },
      admin: { url: cluster.url, tls },
      people: {},
      token: tokenIn(cluster.kubeconfigs['dashboard-sa']),
      async stop() {
        runs = false
        await cluster.stop('kube-apiserver', 'SIGKILL')
      },
      async start() {
        if (!runs) await cluster.start('kube-apiserver')
        runs = true
      },
      close: () => cluster.close(),
    }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

function tokenIn(kubeconfig: string): string {
  // Written in JSON by e2e/cluster/kubeconfigs.ts.
  const { users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as { users: { user: { token?: string } }[] }
  const token = users[0]?.user.token
  if (token === undefined) throw new Error(`${kubeconfig} has no token.`)
  return token
}
