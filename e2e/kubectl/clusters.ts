import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCluster } from '@/e2e/cluster/cluster'
import { startChild } from '@/e2e/target/child'
import { realClusterFolder } from '@/e2e/target/real-cluster'
import { openSide, type Side, succeed } from './side'

export interface Sides {
  readonly real: Side
  readonly demo: Side
  close(): Promise<void>
}

/** The suite's real control plane, and a demo of its own, each with a new namespace. */
export async function openSides(): Promise<Sides> {
  const namespace = `compare-${Date.now().toString(36)}`
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-demo-'))
  const size = ['--pods', '200', '--churn', '1', '--seed', '7', '--story', 'standing', '--speed', '2']
  const child = startChild('demo/main.ts', ['--kubeconfig', join(folder, 'kubeconfig'), ...size])
  const opened: Side[] = []
  const close = async () => {
    const namespaces = opened.filter(({ name }) => name === 'real')
    await Promise.all(namespaces.map((side) => succeed(side, `delete namespace ${namespace} --wait=false`)))
    for (const side of opened) side.close()
    await child.end()
    rmSync(folder, { recursive: true })
  }
  try {
    const [, people = ''] = /--kubeconfig (\S+)/.exec(await child.line('people')) ?? []
    await child.line('ready')
    const { admin } = findCluster(realClusterFolder).kubeconfigs
    const real = await openSide('real', admin, 'admin@quarterdeck', namespace)
    opened.push(real)
    const demo = await openSide('demo', people, 'admin', namespace)
    opened.push(demo)
    return { real, demo, close }
  } catch (error) {
    await close()
    throw error
  }
}
