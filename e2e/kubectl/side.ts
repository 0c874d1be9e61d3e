import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { binaryFolder } from '@/e2e/cluster/cache'

export type SideName = 'real' | 'demo'

export interface Output {
  readonly stdout: string
  readonly stderr: string
  /** Null of a command that was ended because its time was over. */
  readonly code: number | null
}

interface RunOptions {
  readonly stdin?: string | undefined
  /** The command is ended after so long; it must end by itself when left out, within a minute. */
  readonly seconds?: number | undefined
}

/** One of the clusters that are compared, as `kubectl` speaks to it: an administrator in a namespace of its own. */
export interface Side {
  readonly name: SideName
  readonly namespace: string
  /** A command line after `kubectl`; words in single quotes are one. */
  run(line: string, options?: RunOptions): Promise<Output>
  close(): void
}

const patienceMs = 60_000
const kubectl = join(binaryFolder('kubernetes'), 'kubectl')

export async function openSide(name: SideName, kubeconfig: string, context: string, namespace: string): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-kubectl-'))
  const file = join(folder, 'kubeconfig')
  copyFileSync(kubeconfig, file)
  const env = {
    ...process.env,
    PATH: `${binaryFolder('argo-rollouts')}:${process.env.PATH}`,
    HOME: folder,
    KUBECONFIG: file,
    TZ: 'UTC',
  }
  const side: Side = {
    name,
    namespace,
    run: (line, options) => runCommand(wordsOf(line), env, options),
    close: () => rmSync(folder, { recursive: true }),
  }
  const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }
  await succeed(side, `config use-context ${context}`)
  await succeed(side, `config set-context ${context} --namespace ${namespace}`)
  await succeed(side, 'create -f -', JSON.stringify(own))
  return side
}

/** Throws when a command that prepares others fails. */
export async function succeed(side: Side, line: string, stdin?: string): Promise<void> {
  const { code, stderr, stdout } = await side.run(line, { stdin })
  if (code !== 0) throw new Error(`${side.name}: kubectl ${line}: ${stderr || stdout}`)
}

const wordsOf = (line: string): readonly string[] =>
  (line.match(/(?:[^\s']+|'[^']*')+/g) ?? []).map((word) => word.replaceAll("'", ''))

async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { stdin = '', seconds }: RunOptions = {},
): Promise<Output> {
  const child = spawn(kubectl, args, { env })
  child.stdin.on('error', () => child.stdin.destroy()).end(stdin)
  const timer = setTimeout(() => child.kill('SIGTERM'), seconds === undefined ? patienceMs : seconds * 1000)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  clearTimeout(timer)
  return { stdout, stderr, code: typeof code === 'number' ? code : null }
}
