import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { KnownLink, Verification } from '@/server/audit/verification'
import { verifyChain } from '@/server/audit/verification'
import type { Environment } from '@/server/config'
import { openDatabaseToRead } from '@/server/database/database'
import { fileIn } from '@/server/database/database-handle'
import { placeFrom } from '@/server/database/place'
import type { CommandResult } from './run-command'

const help = `Goes along the ledger and names the first record that was changed or taken away. Ends with 1 where there is one.

  npm run audit:verify -- [flags]

  --database WHERE       a file, a data folder or postgres://… (default: as Quarterdeck itself finds it)
  --known SEQUENCE:HASH  what an earlier run printed: the ledger must still hold it
  --help                 this text
`

const options = { database: { type: 'string' }, known: { type: 'string' }, help: { type: 'boolean' } } as const

export async function verifyCommand(args: readonly string[], env: Environment): Promise<CommandResult> {
  const { values } = parseArgs({ args: [...args], options, strict: true })
  if (values.help) return { ok: true, text: help }
  const known = values.known === undefined ? undefined : parseKnown(values.known)
  if (known === null) return { ok: false, text: '--known is SEQUENCE:HASH, as an earlier run printed it.' }
  const database = await openDatabaseToRead(sourceOf(values.database, env))
  try {
    return resultOf(await verifyChain(database, known))
  } finally {
    await database.close()
  }
}

function sourceOf(given: string | undefined, env: Environment) {
  if (given === undefined) {
    const place = placeFrom(env)
    return place.engine === 'sqlite' ? { file: fileIn(place.folder) } : place
  }
  if (/^postgres(ql)?:/.test(given)) return { url: given }
  return { file: statSync(given, { throwIfNoEntry: false })?.isDirectory() ? fileIn(given) : given }
}

/** @returns null for what is none */
function parseKnown(text: string): KnownLink | null {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  return sequence === undefined || hash === undefined ? null : { sequence: Number(sequence), hash }
}

function resultOf(verification: Verification): CommandResult {
  if (!verification.whole) return { ok: false, text: verification.sentence }
  const { count, last } = verification
  if (count === 0) return { ok: true, text: 'The ledger is whole: it holds no record yet.' }
  return {
    ok: true,
    text: `The ledger is whole: ${count} ${count === 1 ? 'record' : 'records'}.\n${last.sequence}:${last.hash}`,
  }
}
