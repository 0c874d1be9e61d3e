import { ensureBuilt } from '@/e2e/built-app'
import { openCluster } from '@/e2e/cluster/cluster'
import { Failure } from '@/e2e/cluster/failure'
import { type ApiServer, type Connection, connectionOf, openApiServer } from './api-server'
import { type Command, help, parseCommand } from './command'
import { type Dashboard, openDashboard } from './dashboard'
import { makeAccounts } from './dashboard-accounts'
import { runDifferential, type Tally } from './differential'
import { revokeOften } from './revocations'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const folder = '.quarterdeck/rights'
const mostTold = 40

async function perform(command: Command): Promise<void> {
  if (command.dashboard) ensureBuilt()
  const cluster = command.kubeconfig === undefined ? await openOwnCluster() : undefined
  const connection = connectionOf(command.kubeconfig ?? cluster?.kubeconfigs.admin ?? '')
  const api = openApiServer(connection)
  try {
    const dashboard = command.dashboard ? await openDashboard(await identities(api, connection)) : undefined
    try {
      const differences = await compare(command, api, dashboard)
      for (const sentence of differences.slice(0, mostTold)) print(`  ${sentence}`)
      if (differences.length > 0) process.exitCode = 1
    } finally {
      await dashboard?.close()
    }
  } finally {
    await api.close()
    await cluster?.close()
  }
}

async function compare(
  { worlds, seed, revocations }: Command,
  api: ApiServer,
  dashboard: Dashboard | undefined,
): Promise<readonly string[]> {
  const started = Date.now()
  const progress = (tally: Tally) => tally.worlds % 10 === 0 && print(told(tally, started))
  const tally = await runDifferential({ api, dashboard, seed, worlds, progress })
  print(told(tally, started))
  if (dashboard === undefined || revocations === 0) return tally.differences
  const { lastBytes, differences } = await revokeOften(api, dashboard, revocations)
  const sorted = lastBytes.toSorted((a, b) => a - b)
  const half = sorted[Math.floor(sorted.length / 2)]
  print(
    `${revocations} revocations: the last byte came after ${half} ms in half of them, after ${sorted.at(-1)} ms at the latest`,
  )
  return [...tally.differences, ...differences]
}

async function identities(api: ApiServer, { origin, tls }: Connection) {
  return { ...(await makeAccounts(api)), server: origin, ca: tls.ca }
}

const openOwnCluster = () =>
  openCluster({
    folder,
    nodes: 3,
    portBase: 18_443,
    without: ['metrics-server', 'kube-state-metrics', 'prometheus', 'rollouts-controller'],
    progress: (sentence) => print(`cluster: ${sentence}`),
  })

function told(tally: Tally, started: number): string {
  const { worlds, people, decisions, allowed, microseconds, answers, rows, differences } = tally
  const seconds = ((Date.now() - started) / 1000).toFixed(0)
  const each = (microseconds / Math.max(1, people)).toFixed(1)
  const asked = answers === 0 ? '' : `, ${answers} answers of the dashboard with ${rows} rows`
  return (
    `${worlds} worlds in ${seconds} s: ${people} people, ${decisions} decisions, ${allowed} of them yes, ${each} µs each` +
    `${asked}; ${differences.length} differences`
  )
}

try {
  const command = parseCommand(process.argv.slice(2))
  if (command === undefined) print(help)
  else await perform(command)
} catch (error) {
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
