import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ApiServer } from './api-server'
import { endedChildrenCpuSeconds } from './process'
import type { Target } from './target'

/** What reading the same pods costs without us, in the same run. */
export interface Floor {
  readonly name: string
  readonly wallMs: number
  readonly cpuMs: number
  readonly megabytes: number
}

const run = promisify(execFile)
const mostOutput = 256 * 1024 * 1024

/** `kubectl get pods -A`, and the raw LIST as protobuf, thrown away unread. */
export async function measureFloors(target: Target, api: ApiServer): Promise<readonly Floor[]> {
  return [await kubectlGetPods(target), await rawList(api)]
}

async function kubectlGetPods({ kubectl, kubeconfig }: Target): Promise<Floor> {
  const cpu = endedChildrenCpuSeconds()
  const started = performance.now()
  const { stdout } = await run(kubectl, ['--kubeconfig', kubeconfig, 'get', 'pods', '-A'], { maxBuffer: mostOutput })
  const wallMs = performance.now() - started
  const cpuMs = (endedChildrenCpuSeconds() - cpu) * 1000
  return { name: 'kubectl get pods -A', wallMs, cpuMs, megabytes: stdout.length / 2 ** 20 }
}

async function rawList(api: ApiServer): Promise<Floor> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  const { body } = await api.request('GET', '/api/v1/pods?resourceVersion=0', {
    accept: 'application/vnd.kubernetes.protobuf',
  })
  const wallMs = performance.now() - started
  const { user, system } = process.cpuUsage(cpu)
  return { name: 'raw LIST, protobuf', wallMs, cpuMs: (user + system) / 1000, megabytes: body.length / 2 ** 20 }
}
