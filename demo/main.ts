import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { createApiServer } from '@/demo/api/server'
import { type Cluster, createCluster } from './cluster'
import { checkPort, FlagError, parseFlags } from './flags'
import { formatKubeconfig } from './world/people'

const tick = 50
/** After a pause of the process the cluster's clock catches up in steps of this, so that requests are answered in between. */
const stride = 1000

const defaults = {
  port: 0,
  pods: 600,
  nodes: undefined as number | undefined,
  churn: 5,
  seed: '1',
  kubeconfig: '',
}

function main(): void {
  const flags = parseFlags(process.argv.slice(2), defaults)
  checkPort(flags.port)
  const cluster = createCluster({ ...flags, now: Date.now() })
  const server = createApiServer(cluster)
  const ticking = setInterval(() => follow(cluster), tick)
  const stop = () => {
    clearInterval(ticking)
    server.close()
    server.closeAllConnections()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  server.once('error', (error: NodeJS.ErrnoException) => {
    clearInterval(ticking)
    const inUse = error.code === 'EADDRINUSE'
    fail(inUse ? `Port ${flags.port} is in use: choose another with --port, or 0 for any.` : error.message, 1)
  })
  server.listen(flags.port, '127.0.0.1', () => {
    // A listening TCP server has an address of this shape.
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    const { persons, reader } = cluster.people
    if (flags.kubeconfig !== '') writeKubeconfig(flags.kubeconfig, formatKubeconfig(url, reader.token), stop)
    for (const { name, token } of persons) console.log(`person ${name} ${token}`)
    console.log(`reader ${reader.token}`)
    console.log(`ready ${url}`)
  })
}

/** The only place where the cluster's time meets the wall's. */
function follow({ clock }: Cluster): void {
  const behind = Date.now() - clock.now()
  if (behind > 0) clock.advance(Math.min(behind, stride))
}

function writeKubeconfig(file: string, text: string, stop: () => void): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text, { mode: 0o600 })
  } catch (error) {
    stop()
    fail(`${file} can't be written (${String(error)}): choose another with --kubeconfig.`, 1)
  }
}

function fail(sentence: string, code: number): void {
  console.error(sentence)
  process.exitCode = code
}

try {
  main()
} catch (error) {
  if (!(error instanceof FlagError)) throw error
  fail(error.message, 2)
}
