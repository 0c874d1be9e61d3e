import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bringUp } from './bring-up'
import { buildToolSets } from './build'
import { binaryFolder } from './cache'
import { writeCertificates } from './certificates'
import { defaultFolder } from './cluster-folder'
import type { ComponentName } from './components/component'
import { components, isWanted, wantedComponents } from './components/components'
import { auditLogFile } from './components/kube-apiserver'
import { prometheusUrl } from './components/prometheus'
import { checkPorts, startByName, stopAll } from './control-plane'
import { Failure } from './failure'
import type { UserName } from './identities'
import { writeCertificateKubeconfigs } from './kubeconfigs'
import { loadWorkloads } from './load/load'
import type { LoadOptions } from './load/options'
import { acquireLock } from './lock'
import { runningPid, stopProcess } from './processes'
import type { Progress } from './progress'
import { mergeOptions, readOptions, writeOptions } from './saved-options'
import { type ClusterOptions, type ClusterSpec, certificateFile, clusterSpec, kubeconfigFile, serverUrl } from './spec'
import { toolSets } from './toolsets'

/** A real control plane on this machine, for tests. */
export interface Cluster {
  readonly spec: ClusterSpec
  /** Of the API server. */
  readonly url: string
  readonly caFile: string
  /** User to kubeconfig file. */
  readonly kubeconfigs: Readonly<Record<UserName, string>>
  readonly kubectl: string
  readonly auditLog: string
  /** Undefined in a cluster without Prometheus. */
  readonly prometheusUrl: string | undefined
  load(options: LoadOptions): Promise<void>
  /** Resolves when the process is gone and its ports are free. */
  stop(name: ComponentName, signal?: NodeJS.Signals): Promise<void>
  /** Resolves when the process is ready. */
  start(name: ComponentName): Promise<void>
  /** Stops every process; what the cluster holds stays in its folder for the next `openCluster`. */
  close(): Promise<void>
}

export interface OpenOptions extends Partial<ClusterOptions> {
  readonly folder?: string
  readonly progress?: Progress
}

const silent: Progress = () => undefined

/** Builds, starts and creates what is missing. Throws a Failure whose message says what to do. */
export async function openCluster({
  folder = defaultFolder,
  progress = silent,
  ...asked
}: OpenOptions): Promise<Cluster> {
  const absolute = resolve(folder)
  const options = mergeOptions(asked, readOptions(absolute))
  const spec = clusterSpec(absolute, options)
  mkdirSync(absolute, { recursive: true, mode: 0o700 })
  const release = await acquireLock(join(absolute, '.lock'), progress)
  try {
    const wanted = new Set(wantedComponents(spec).map(({ toolSet }) => toolSet))
    await buildToolSets(
      toolSets.filter(({ name }) => wanted.has(name)),
      progress,
    )
    await checkPorts(spec)
    writeOptions(absolute, options)
    await writeCertificates(spec)
    writeCertificateKubeconfigs(spec)
    const ran = wantedComponents(spec).every(({ name }) => runningPid(spec, name) !== undefined)
    await bringUp(spec, progress)
    progress(ran ? 'it was running already' : 'everything is ready')
  } finally {
    release()
  }
  return clusterOf(spec, progress)
}

/** The cluster that was made in this folder, running or not. */
export function findCluster(folder: string, progress: Progress = silent): Cluster {
  const absolute = resolve(folder)
  const options = readOptions(absolute)
  if (options === undefined) throw new Failure(`There is no cluster in ${absolute}: make one with "up", or give --dir.`)
  return clusterOf(clusterSpec(absolute, options), progress)
}

/** The processes that run now. */
export const runningComponents = (spec: ClusterSpec): readonly ComponentName[] =>
  components.map(({ name }) => name).filter((name) => runningPid(spec, name) !== undefined)

function clusterOf(spec: ClusterSpec, progress: Progress): Cluster {
  return {
    spec,
    url: serverUrl(spec),
    caFile: certificateFile(spec, 'ca'),
    kubeconfigs: kubeconfigsOf(spec),
    kubectl: join(binaryFolder('kubernetes'), 'kubectl'),
    auditLog: auditLogFile(spec),
    prometheusUrl: isWanted(spec, 'prometheus') ? prometheusUrl(spec) : undefined,
    load: (options) => loadWorkloads(spec, options, progress),
    stop: (name, signal) => stopProcess(spec, name, signal),
    start: (name) => startByName(spec, name),
    close: () => stopAll(spec),
  }
}

const kubeconfigsOf = (spec: ClusterSpec): Record<UserName, string> => ({
  admin: kubeconfigFile(spec, 'admin'),
  sre: kubeconfigFile(spec, 'sre'),
  release: kubeconfigFile(spec, 'release'),
  stakeholder: kubeconfigFile(spec, 'stakeholder'),
  nobody: kubeconfigFile(spec, 'nobody'),
  'dashboard-sa': kubeconfigFile(spec, 'dashboard-sa'),
  'viewer-sa': kubeconfigFile(spec, 'viewer-sa'),
})
