import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findStory } from '@/demo/story/stories'
import { checkPort, FlagError, parseFlags } from './flags'
import { checkSpeed, usageOf, worldFlags } from './usage'

const built = '.next/standalone/server.js'
const sources = [
  'app',
  'components',
  'lib',
  'server',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'package.json',
  'next.config.js',
]
const kubeconfig = '.quarterdeck/demo/kubeconfig'
const data = '.quarterdeck/demo/data'
/** As the demo cluster has them (demo/access/people.ts): each opens the dashboard with their own rights there. */
const people = [
  'anna=user:anna,group:shop:sre',
  'rui=user:rui,group:shop:release-managers',
  'sam=user:sam,group:shop:stakeholders',
  'tess=user:tess,group:shop:storefront-developers',
]
const defaults = { port: 4600, ...worldFlags }
const help = usageOf('npm run demo --', 'where the dashboard listens on loopback, 4600 when left out')

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help')) return console.log(help)
  const { port, ...flags } = parseFlags(args, defaults)
  checkPort(port)
  checkSpeed(flags.speed)
  const story = findStory(flags.story)
  if (!isBuilt()) build()
  const children: ChildProcess[] = []
  let asked = false
  const stopAll = (signal: NodeJS.Signals) => {
    for (const child of children) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked = true
      stopAll(signal)
    })
  }
  const start = (script: string, args: readonly string[], output: 'inherit' | 'pipe', env = {}) => {
    const child = spawn(
      process.execPath,
      ['--max-semi-space-size=4', '--import', './typescript.mjs', script, ...args],
      {
        stdio: ['ignore', output, 'inherit'],
        env: { ...process.env, ...env },
        // A process group of its own: Ctrl-C reaches it through us alone, once.
        detached: true,
      },
    )
    children.push(child)
    return { child, ended: once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1)) }
  }
  const given = Object.entries(flags).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  )
  const cluster = start('demo/main.ts', ['--kubeconfig', kubeconfig, ...given], 'pipe')
  const isUp = await Promise.race([isReady(cluster.child), cluster.ended.then(() => false)])
  if (!isUp || asked) {
    stopAll('SIGTERM')
    const code = await cluster.ended
    process.exitCode = asked ? 0 : code || 1
    return
  }
  console.log(`The story is "${story.name}". ${story.about} Its minutes are in docs/demo.md.`)
  console.log(`To ask as one of the people: kubectl --kubeconfig ${kubeconfig}-people --context anna get pods`)
  const persons = people.flatMap((person) => ['--person', person])
  const shown = ['--port', String(port), '--kubeconfig', kubeconfig, '--open', 'demo', '--data', data, ...persons]
  const dashboard = start('server/main.ts', shown, 'inherit', {
    QUARTERDECK_DEPUTY_KUBECONFIG: `${kubeconfig}-deputy`,
    QUARTERDECK_ADMINISTRATORS: 'anna',
  })
  const first = await Promise.race([cluster.ended, dashboard.ended])
  stopAll('SIGTERM')
  await Promise.all([cluster.ended, dashboard.ended])
  process.exitCode = asked ? 0 : first || 1
}

/** Resolves when the demo cluster says that it can be read; what else it says (tokens) is not passed on. */
async function isReady(cluster: ChildProcess): Promise<boolean> {
  if (cluster.stdout === null) return false
  for await (const line of createInterface({ input: cluster.stdout })) {
    if (!line.startsWith('ready ')) continue
    cluster.stdout.resume()
    return true
  }
  return false
}

function isBuilt(): boolean {
  if (!existsSync(built)) return false
  const since = statSync(built).mtimeMs
  return sources.every((source) => newest(source) <= since)
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Math.max(0, ...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs))
}

function build(): void {
  console.log('Building the dashboard; this takes a minute, once.')
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new FlagError('The dashboard could not be built: run `npm run build` to see why.')
}

try {
  await main()
} catch (error) {
  if (!(error instanceof FlagError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
