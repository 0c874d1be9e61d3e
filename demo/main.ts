import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { type Certificate, createCertificate, keepCertificate } from '@/demo/access/certificate'
import { formatDeputyKubeconfig, formatKubeconfig, formatPeopleKubeconfig } from '@/demo/access/kubeconfig'
import { createApiServer } from '@/demo/api/server'
import { findStory } from '@/demo/story/stories'
import { type Cluster, createCluster } from './cluster'
import { checkPort, FlagError, parseFlags } from './flags'
import { checkSpeed, usageOf, worldFlags } from './usage'

const tick = 50
const minute = 60_000
/** After a pause of the process the cluster's clock catches up in steps of this, so that requests are answered in between. */
const stride = 1000

const defaults = { port: 0, kubeconfig: '', ...worldFlags }
const help = `${usageOf('node --import ./typescript.mjs demo/main.ts', 'where the API listens on loopback; any free one when left out')}

  --kubeconfig FILE  where to write how to reach it; the people's own and the deputy's are written beside it`

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help')) return console.log(help)
  const flags = parseFlags(args, defaults)
  checkPort(flags.port)
  checkSpeed(flags.speed)
  const { at, speed } = flags
  const cluster = createCluster({ ...flags, story: findStory(flags.story), now: Date.now() - at * minute })
  cluster.clock.advance(at * minute)
  const certificate = await findCertificate(flags.kubeconfig)
  const server = createApiServer(cluster, { certificate })
  const ticking = setInterval(createFollower(cluster, speed), tick)
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
    const url = `https://127.0.0.1:${port}`
    const { people } = cluster
    if (flags.kubeconfig !== '') {
      const api = { server: url, ca: certificate.ca }
      const beside = peopleFile(flags.kubeconfig)
      writeKubeconfig(flags.kubeconfig, formatKubeconfig(api, people), stop)
      writeKubeconfig(beside, formatPeopleKubeconfig(api, people), stop)
      writeKubeconfig(`${flags.kubeconfig}-deputy`, formatDeputyKubeconfig(api, people), stop)
      console.log(`people kubectl --kubeconfig ${beside} --context anna get pods`)
    }
    for (const { name, token } of people.persons) console.log(`person ${name} ${token}`)
    console.log(`admin ${people.admin.token}`)
    console.log(`deputy ${people.deputy.token}`)
    console.log(`reader ${people.reader.token}`)
    console.log(`ready ${url}`)
  })
}

/** Beside a kubeconfig it is kept, so that who read that one can go on; else it lives as long as the process. */
async function findCertificate(kubeconfig: string): Promise<Certificate> {
  const now = new Date()
  if (kubeconfig === '') return createCertificate(now)
  const folder = join(dirname(kubeconfig), 'demo-pki')
  try {
    return await keepCertificate(folder, now)
  } catch (error) {
    throw new FlagError(`${folder} can't be used for a certificate (${String(error)}): choose another --kubeconfig.`)
  }
}

/** The people's contexts are in a file of their own: the dashboard takes every context for a cluster. */
const peopleFile = (kubeconfig: string) => `${kubeconfig}-people`

/** The only place where the cluster's time meets the wall's, `speed` times as fast. */
function createFollower({ clock }: Cluster, speed: number): () => void {
  const begin = { wall: Date.now(), elapsed: clock.elapsed() }
  return () => {
    const behind = begin.elapsed + (Date.now() - begin.wall) * speed - clock.elapsed()
    if (behind > 0) clock.advance(Math.min(behind, stride * speed))
  }
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
  await main()
} catch (error) {
  if (!(error instanceof FlagError)) throw error
  fail(error.message, 2)
}
