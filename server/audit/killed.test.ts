import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openDatabase } from '@/server/database/database'
import { freshFolder } from '@/server/database/testing/fresh-place'
import { runProgram } from '@/server/database/testing/run-program'
import { verifyChain } from './verification'

/** How often; `QUARTERDECK_KILLS=100` for a thorough run. */
const kills = Number(process.env.QUARTERDECK_KILLS ?? 4)

/** Records until so many lines were acknowledged, then kills the process where it stands. Gives request by sequence. */
async function appendAndKill(folder: string, run: number, lines: number): Promise<Map<number, string>> {
  const program = runProgram('server/audit/testing/append-for-ever.ts', folder, String(run))
  const acknowledged = new Map<number, string>()
  const ended = once(program, 'exit')
  for await (const line of createInterface(program.stdout)) {
    const [sequence, request = ''] = line.split(' ')
    acknowledged.set(Number(sequence), request)
    if (acknowledged.size === lines) program.kill('SIGKILL')
  }
  await ended
  return acknowledged
}

test(`killed ${kills} times while it writes, the ledger has every acknowledged record and is whole`, {
  timeout: 60_000 + kills * 10_000,
}, async () => {
  const folder = freshFolder()
  const acknowledged = new Map<number, string>()
  for (let run = 0; run < kills; run++) {
    // A different number each time, so that the kill falls elsewhere in the batch.
    for (const [sequence, request] of await appendAndKill(folder, run, 20 + ((run * 37) % 101)))
      acknowledged.set(sequence, request)
    const database = await openDatabase({ engine: 'sqlite', folder })
    expect(await verifyChain(database)).toMatchObject({ whole: true })
    const rows = await database.query.selectFrom('audit_records').select(['sequence', 'request']).execute()
    const kept = new Map(rows.map((row) => [row.sequence, row.request]))
    const lost = [...acknowledged].filter(([sequence, request]) => kept.get(sequence) !== request)
    expect(lost).toEqual([])
    await database.close()
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(kills * 20)
  console.info(`${acknowledged.size} acknowledged records, ${kills} kills, none lost.`)
})
