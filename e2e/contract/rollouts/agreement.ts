import { ask, askAll, type Row } from '@/e2e/contract/dashboard'
import { type RolloutKind, rolloutKinds, rolloutStatus, type Said, type Verdict } from './kubectl'

/** The words of a workload's line that go with each of kubectl's verdicts; docs/health.md says where we say more. */
const statuses: Readonly<Record<Verdict, readonly string[]>> = {
  done: [
    'Available',
    'Partitioned',
    'No nodes',
    'Scaled to zero',
    // kubectl looks neither at what is to go after a scaling to zero, nor at pauses, minReadySeconds and deletion.
    'Scaling down',
    'Paused',
    'Terminating',
  ],
  waiting: [
    'Rolling out',
    'Scaling up',
    'Partly ready',
    'Not ready',
    'Replica failure',
    'Rollout failed',
    'Paused',
    'Terminating',
  ],
  deadline: ['Deadline exceeded', 'Paused', 'Terminating'],
  refused: ['Update pending', 'Available', 'Scaled to zero', 'No nodes', 'Partly ready', 'Not ready', 'Scaling up'],
}

const healths: Readonly<Record<Verdict, readonly string[]>> = {
  done: ['healthy', 'paused', 'progressing'],
  waiting: ['progressing', 'degraded', 'failed', 'paused'],
  deadline: ['degraded', 'failed', 'paused', 'progressing'],
  refused: ['healthy', 'paused', 'progressing', 'degraded', 'failed'],
}

const agrees = ({ status, health, kind }: Row, { verdict }: Said): boolean => {
  // A StatefulSet with minReadySeconds is not out for us before its replicas are available.
  const isShort = verdict === 'done' && kind === 'StatefulSet' && status === 'Rolling out'
  return isShort || (statuses[verdict].includes(String(status)) && healths[verdict].includes(String(health)))
}

const tell = (row: Row | undefined, said: readonly Said[]): string =>
  `${row?.kind} ${row?.namespace}/${row?.name} is ${row?.health}, ${row?.status} (${row?.reason}), and kubectl says: ${said.map(({ words }) => words).join(' / ')}`

/** How many run at a time: each is a process that reads the API's types first. */
const width = 6

/** Each workload whose line agrees with neither what kubectl said before the line was read nor what it said after. */
export async function disagreements(): Promise<{ readonly compared: number; readonly told: readonly string[] }> {
  const rows = await askAll('workloads', { 'facet.kind': [...rolloutKinds] })
  const suspects = await compareAll(rows)
  const told: string[] = []
  // What changed between the two readings is read again, one by one.
  for (const { kind, namespace, name } of suspects) {
    const { said, row } = await compare(kindOf(kind), String(namespace), String(name))
    if (row !== undefined && !said.some((one) => agrees(row, one))) told.push(tell(row, said))
  }
  return { compared: rows.length, told }
}

async function compareAll(rows: readonly Row[]): Promise<readonly Row[]> {
  const waiting = [...rows]
  const suspects: Row[] = []
  const work = async () => {
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      const said = await rolloutStatus(kindOf(row.kind), String(row.namespace), String(row.name))
      if (!agrees(row, said)) suspects.push(row)
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return suspects
}

function kindOf(kind: unknown): RolloutKind {
  const found = rolloutKinds.find((one) => one === kind)
  if (found === undefined) throw new Error(`${String(kind)} has no rollout.`)
  return found
}

async function compare(kind: RolloutKind, namespace: string, name: string) {
  const before = await rolloutStatus(kind, namespace, name)
  const { rows } = await ask('workloads', { namespace, 'facet.kind': kind, limit: 500 })
  const after = await rolloutStatus(kind, namespace, name)
  return { said: [before, after], row: rows.find((row) => row.name === name) }
}

/** Undefined when the line agrees with kubectl's verdict and that is the expected one; else what they say. */
export async function disagreement(
  kind: RolloutKind,
  namespace: string,
  name: string,
  expected: Verdict,
): Promise<string | undefined> {
  const { said, row } = await compare(kind, namespace, name)
  if (row === undefined || !said.some((one) => agrees(row, one))) return tell(row, said)
  return said.at(-1)?.verdict === expected ? undefined : `kubectl says ${said.at(-1)?.words}, not ${expected}`
}
