import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Failure } from './failure'
import { keepChild, stopChild } from './process'
import { root } from './target'

/** A demo cluster of our own. */
export interface DemoCluster extends AsyncDisposable {
  readonly pid: number
  readonly kubeconfig: string
  /** From the start of the process to its `ready` line. */
  readonly readyMs: number
}

const startMs = 120_000

/** As `npm run demo` starts it. BENCH_NODE_OPTIONS are its NODE_OPTIONS, such as `--cpu-prof`. */
export async function startDemoCluster(flags: Readonly<Record<string, number>>): Promise<DemoCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const given = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
  const started = performance.now()
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--import', './typescript.mjs', 'demo/main.ts', '--kubeconfig', kubeconfig, ...given],
    {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: process.env['BENCH_NODE_OPTIONS'] ?? '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  keepChild(child)
  const stop = async () => {
    await stopChild(child)
    rmSync(folder, { recursive: true, force: true })
  }
  const { pid, stdout } = child
  const timer = setTimeout(() => child.kill('SIGKILL'), startMs)
  for await (const line of createInterface({ input: stdout })) {
    if (!line.startsWith('ready ') || pid === undefined) continue
    clearTimeout(timer)
    stdout.resume()
    return { pid, kubeconfig, readyMs: performance.now() - started, [Symbol.asyncDispose]: stop }
  }
  clearTimeout(timer)
  await stop()
  throw new Failure('The demo cluster ended before it was ready: start it with `npm run demo` to see why.')
}
