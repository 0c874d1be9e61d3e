import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { readContexts } from '@/server/kube/contexts'
import { createFolder } from '@/server/kube/testing/folder'
import { kubeconfigOf, writeKubeconfig } from '@/server/kube/testing/kubeconfig'
import { createFrame } from '@/server/live/frame'
import { createClusters } from './clusters'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

function clustersAt(server: string) {
  const folder = createFolder()
  const kubeconfig = writeKubeconfig(folder.path, 'config', kubeconfigOf('prod', { server }, {}))
  const frame = createFrame()
  const clusters = createClusters(readContexts({ kubeconfig, env: {} }), { frame, nextId: () => 's1' })
  endings.push(clusters.close, frame.close, folder.remove)
  return clusters
}

async function refusingAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

test('a cluster that nobody looks at and that does not answer is down, says why, and still is when the last browser has left', async () => {
  const clusters = clustersAt(await refusingAddress())
  expect(clusters.states()[0]).toMatchObject({ name: 'prod', state: 'idle', problem: null })
  const leave = clusters.watchAll()
  await vi.waitUntil(() => clusters.states()[0]?.state === 'down')
  leave()
  expect(clusters.states()[0]).toMatchObject({ state: 'down', problem: { code: 'connection-refused' } })
})

test('a cluster that is not in the kubeconfig is refused with the names of those that are', () => {
  const clusters = clustersAt('http://127.0.0.1:1')
  expect(clusters.acquire('staging')).toMatchObject({
    problem: { sentence: 'There is no cluster "staging": the kubeconfig\'s contexts are prod.' },
  })
})
