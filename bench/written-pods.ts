import { setTimeout as pause } from 'node:timers/promises'
import type { ApiServer } from './api-server'
import { Failure } from './failure'

export const benchNamespace = 'quarterdeck-bench'
const podsPath = `/api/v1/namespaces/${benchNamespace}/pods`
const image = 'registry.example.com/bench:1'
const patienceMs = 60_000

export const podName = (index: number): string => `written-${String(index).padStart(4, '0')}`

/** Pods that nobody schedules or runs, so that what we write into their status stays. */
export async function createWrittenPods(api: ApiServer, count: number, broken = false): Promise<void> {
  await deleteWrittenPods(api)
  await until('a namespace for the written pods', async () => {
    const { status } = await api.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: benchNamespace } },
    })
    return status === 201 || (status === 409 && !(await isTerminating(api)))
  })
  for (let index = 0; index < count; index++) {
    // Refused with 403 until the controllers have made the namespace's service account.
    await until('the written pods', async () => [201, 409].includes((await createPod(api, index)).status))
    await writeRestarts(api, index, 0, broken)
  }
}

export async function deleteWrittenPods(api: ApiServer): Promise<void> {
  await api.request('DELETE', `${podsPath}?gracePeriodSeconds=0`)
  await until('the end of the pods written before', async () => {
    const { body } = await api.request('GET', podsPath)
    return (JSON.parse(body.toString()) as { items: unknown[] }).items.length === 0
  })
}

export const deleteBenchNamespace = (api: ApiServer) => api.request('DELETE', `/api/v1/namespaces/${benchNamespace}`)

/** Writes a number that the RESTARTS column shows. */
export async function writeRestarts(api: ApiServer, index: number, restartCount: number, broken: boolean) {
  const state = broken
    ? { waiting: { reason: 'CrashLoopBackOff', message: 'back-off restarting failed container' } }
    : { running: { startedAt: '2026-01-01T00:00:00Z' } }
  const container = { name: 'app', image, imageID: '', containerID: 'bench://app', restartCount, state, lastState: {} }
  const { status, body } = await api.request('PATCH', `${podsPath}/${podName(index)}/status`, {
    contentType: 'application/merge-patch+json',
    body: { status: { phase: 'Running', containerStatuses: [{ ...container, ready: !broken, started: !broken }] } },
  })
  if (status !== 200) throw new Failure(`The API server refused a write, ${status}: ${body.toString().slice(0, 300)}`)
}

const createPod = (api: ApiServer, index: number) =>
  api.request('POST', podsPath, {
    body: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: podName(index), labels: { app: 'bench' } },
      spec: {
        schedulerName: 'nobody',
        automountServiceAccountToken: false,
        containers: [{ name: 'app', image }],
      },
    },
  })

async function isTerminating(api: ApiServer): Promise<boolean> {
  const { body } = await api.request('GET', `/api/v1/namespaces/${benchNamespace}`)
  return (JSON.parse(body.toString()) as { status?: { phase?: string } }).status?.phase === 'Terminating'
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await done())) {
    if (performance.now() > deadline) throw new Failure(`The API server did not give ${what} within a minute.`)
    await pause(100)
  }
}
