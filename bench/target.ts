import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findCluster } from '@/e2e/cluster/cluster'
import { Failure } from './failure'

/** The cluster that is measured against. */
export interface Target {
  readonly kubeconfig: string
  readonly kubectl: string
}

export const root = fileURLToPath(new URL('..', import.meta.url))
const howToMake = '`npm run cluster -- up --nodes 60`, then `npm run cluster -- load --pods 10000`'

export function findTarget(kubeconfig: string | undefined): Target {
  if (kubeconfig === undefined) return ownCluster()
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), kubeconfig)
  if (!existsSync(file)) throw new Failure(`The kubeconfig ${file} is not there: check --kubeconfig.`)
  return { kubeconfig: file, kubectl: anyKubectl() }
}

function ownCluster(): Target {
  try {
    const { kubeconfigs, kubectl } = findCluster(resolve(root, '.quarterdeck/cluster'))
    return { kubeconfig: kubeconfigs.admin, kubectl }
  } catch (error) {
    throw new Failure(`There is no cluster to measure against: make one with ${howToMake}, or give --kubeconfig.`, {
      cause: error,
    })
  }
}

function anyKubectl(): string {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' })
    return 'kubectl'
  } catch {
    return ownCluster().kubectl
  }
}

export const tooFewPods = (held: number, asked: number): Failure =>
  new Failure(`The cluster holds ${held} pods, not ${asked}: fill it with \`npm run cluster -- load --pods ${asked}\`.`)

export const notAnswering = (server: string, cause: unknown): Failure =>
  new Failure(`The API server at ${server} does not answer: start it with ${howToMake}.`, { cause })
