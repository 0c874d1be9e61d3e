import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, readContexts } from '@/server/kube/contexts'

export type Fields = Readonly<Record<string, unknown>>

/** A kubeconfig with one context, as JSON, which is YAML too. */
export function kubeconfigOf(name: string, cluster: Fields, user: Fields): Fields {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  }
}

export function writeKubeconfig(folder: string, file: string, content: Fields | string): string {
  const path = join(folder, file)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** The context of a kubeconfig that has only this one. */
export function contextOf(folder: string, cluster: Fields, user: Fields = {}): Context {
  const path = writeKubeconfig(folder, 'config', kubeconfigOf('test', cluster, user))
  const [context] = readContexts({ kubeconfig: path, env: {} }).contexts
  if (context === undefined) throw new Error('the kubeconfig has no context')
  return context
}
