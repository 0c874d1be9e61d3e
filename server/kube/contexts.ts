import { existsSync, readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { delimiter, join } from 'node:path'
import type { Cluster, Context as ContextEntry } from '@kubernetes/client-node/dist/config_types.js'
import type { Problem } from '@/lib/live/freshness'
import { findWrong } from './context-check'
import { type Credentials, createCredentials, refusedCredentials } from './credentials'
import { type Entry, type Kubeconfig, readKubeconfig, type UserEntry } from './kubeconfig'

/** One way into one cluster. Whatever is secret stays inside `credentials`, whose fields are functions. */
export interface Context {
  readonly name: string
  /** `https://host:port`; '' where the kubeconfig does not say. */
  readonly server: string
  /** The namespace that the context prefers; '' for none. */
  readonly namespace: string
  /** Why it can't be used; its credentials then throw the same. */
  readonly problem: Problem | null
  readonly credentials: Credentials
}

export interface Contexts {
  readonly contexts: readonly Context[]
  readonly current: string | undefined
  /** What keeps contexts from being found: a file that is missing, malformed or empty. Those of other files stay. */
  readonly problem?: Problem
}

/** Where to look, in kubectl's order: the named file alone, else KUBECONFIG's files merged, else ~/.kube/config, else in-cluster. */
export interface KubeconfigSource {
  readonly kubeconfig: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly serviceAccount?: string
}

const inClusterName = 'in-cluster'
const nobody: UserEntry = { name: '', tokenFile: undefined, impersonate: { uid: undefined, groups: [], extra: {} } }
const nothingFound: Problem = {
  code: 'no-kubeconfig',
  sentence: 'No kubeconfig was found: set KUBECONFIG, name a file with --kubeconfig, or put one at ~/.kube/config.',
  detail: null,
}
const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Reads every context there is. Never throws: what is wrong is a problem of the whole or of one context. */
export function readContexts(source: KubeconfigSource): Contexts {
  const files = kubeconfigFiles(source)
  if (files.length === 0) return inCluster(source)
  const problems: Problem[] = []
  const configs: Kubeconfig[] = []
  for (const file of files) {
    const config = readKubeconfig(file)
    if ('problem' in config) problems.push(config.problem)
    else configs.push(config)
  }
  const merged = merge(configs)
  const contexts = [...merged.contexts].map(([name, entry]) => resolve(merged, name, entry))
  if (contexts.length === 0 && problems.length === 0) problems.push(noContexts(files))
  const [problem] = problems
  return { contexts, current: merged.current || undefined, ...(problem === undefined ? {} : { problem }) }
}

function kubeconfigFiles({ kubeconfig, env }: KubeconfigSource): readonly string[] {
  if (kubeconfig !== undefined) return [kubeconfig]
  const listed = (env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '')
  // Of several, those that do not exist are passed over as kubectl does; if none exists, the first is told as missing.
  if (listed.length > 0)
    return listed.some((file) => existsSync(file)) ? listed.filter((file) => existsSync(file)) : listed.slice(0, 1)
  const home = join(env.HOME ?? env.USERPROFILE ?? '', '.kube', 'config')
  return existsSync(home) ? [home] : []
}

function merge(configs: readonly Kubeconfig[]): Kubeconfig {
  return {
    current: configs.find((config) => config.current !== '')?.current ?? '',
    clusters: firstOfEach(configs.map((config) => config.clusters)),
    users: firstOfEach(configs.map((config) => config.users)),
    contexts: firstOfEach(configs.map((config) => config.contexts)),
  }
}

/** Of two entries of one name the first file's stands (client-go, tools/clientcmd/loader.go). */
function firstOfEach<T>(maps: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> {
  const first = new Map<string, T>()
  for (const map of maps) for (const [name, entry] of map) if (!first.has(name)) first.set(name, entry)
  return first
}

function resolve(config: Kubeconfig, name: string, entry: Entry<ContextEntry>): Context {
  if ('wrong' in entry) return broken(name, '', `its own entry is wrong: ${entry.wrong}`)
  const { cluster: clusterName, user: userName, namespace = '' } = entry.value
  const cluster = part(config.clusters, 'cluster', clusterName)
  if ('wrong' in cluster) return broken(name, '', cluster.wrong)
  const { server } = cluster.value
  const user = userName === undefined ? { value: nobody } : part(config.users, 'user', userName)
  if ('wrong' in user) return broken(name, server, user.wrong)
  return checked(name, namespace, cluster.value, user.value)
}

function checked(name: string, namespace: string, cluster: Cluster, user: UserEntry): Context {
  const wrong = findWrong(cluster, user)
  if (wrong !== undefined) return broken(name, cluster.server, wrong)
  const credentials = createCredentials(name, cluster, user)
  return { name, server: cluster.server, namespace, problem: null, credentials }
}

function inCluster({ env, serviceAccount = serviceAccountFolder }: KubeconfigSource): Contexts {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env
  const tokenFile = join(serviceAccount, 'token')
  if (!host || !port || !existsSync(tokenFile)) return { contexts: [], current: undefined, problem: nothingFound }
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const cluster = { name: inClusterName, server, caFile: join(serviceAccount, 'ca.crt'), skipTLSVerify: false }
  const context = checked(inClusterName, ownNamespace(serviceAccount), cluster, {
    ...nobody,
    name: inClusterName,
    tokenFile,
  })
  return { contexts: [context], current: inClusterName }
}

/** As client-go's in-cluster configuration: the pod's own namespace is written beside its token. */
function ownNamespace(serviceAccount: string): string {
  const file = join(serviceAccount, 'namespace')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

function part<T>(entries: ReadonlyMap<string, Entry<T>>, what: string, name: string): Entry<T> {
  const entry = entries.get(name)
  if (entry === undefined) return { wrong: `it names the ${what} "${name}", which no kubeconfig has` }
  return 'wrong' in entry ? { wrong: `its ${what} "${name}" is wrong: ${entry.wrong}` } : entry
}

function broken(name: string, server: string, wrong: string): Context {
  const problem: Problem = {
    code: 'bad-context',
    sentence: `Context "${name}" can't be used because ${wrong}: correct the kubeconfig.`,
    detail: null,
  }
  return { name, server, namespace: '', problem, credentials: refusedCredentials(problem) }
}

function noContexts(files: readonly string[]): Problem {
  const sentence = `${files.join(' and ')} ${files.length === 1 ? 'has' : 'have'} no contexts: add one with \`kubectl config set-context\`.`
  return { code: 'no-contexts', sentence, detail: null }
}
