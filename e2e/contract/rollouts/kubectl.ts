import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binaryFolder } from '@/e2e/cluster/cache'
import { running } from '@/e2e/target/running'

/** What `kubectl rollout status --watch=false` makes of a workload; `refused` is its error for OnDelete. */
export type Verdict = 'done' | 'waiting' | 'deadline' | 'refused'

export const rolloutKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const
export type RolloutKind = (typeof rolloutKinds)[number]

export interface Said {
  readonly verdict: Verdict
  readonly words: string
}

const kubectl = join(binaryFolder('kubernetes'), 'kubectl')
const texts: readonly (readonly [Verdict, RegExp])[] = [
  ['deadline', /exceeded its progress deadline/],
  ['refused', /only available for RollingUpdate strategy type/],
  ['done', /successfully rolled out|roll ?out complete|rolling update complete/],
  ['waiting', /^Waiting for /],
]

/** Runs the real one; throws what it said when that is none of the four. */
export async function rolloutStatus(kind: RolloutKind, namespace: string, name: string): Promise<Said> {
  const of = ['--namespace', namespace, `${kind.toLowerCase()}/${name}`]
  const words = await run(['--server', running().api, 'rollout', 'status', '--watch=false', ...of])
  const verdict = texts.find(([, text]) => text.test(words))?.[0]
  if (verdict === undefined) throw new Error(`kubectl said of ${kind} ${namespace}/${name}: ${words}`)
  return { verdict, words }
}

/** Both of its outputs: an error is one of its answers. */
function run(args: readonly string[]): Promise<string> {
  const env = { ...process.env, HOME: join(tmpdir(), 'quarterdeck-rollout-status'), KUBECONFIG: '' }
  return new Promise((resolve) => {
    execFile(kubectl, args, { env, timeout: 30_000 }, (_, stdout, stderr) => resolve(`${stdout}${stderr}`.trim()))
  })
}
