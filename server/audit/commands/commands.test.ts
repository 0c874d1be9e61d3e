import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createLedger } from '@/server/audit/ledger'
import { type Database, openDatabase, openDatabaseToRead } from '@/server/database/database'
import { fileIn } from '@/server/database/database-handle'
import { replacedName } from '@/server/database/restore'
import { createSessionRecords } from '@/server/database/session-records'
import { createSharedLinkRecords } from '@/server/database/shared-link-records'
import { freshFolder } from '@/server/database/testing/fresh-place'
import { backUpCommand } from './backup-command'
import { restoreCommand } from './restore-command'
import { verifyCommand } from './verify-command'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const fact = { person: 'ada', groups: [], verb: 'sign-in', outcome: 'done' } as const

const openIn = (folder: string) => openDatabase({ engine: 'sqlite', folder })

async function recordIn(database: Database, count: number) {
  const ledger = createLedger(database, () => 1_795_000_000_000)
  for (let nth = 0; nth < count; nth++) await ledger.record(fact)
}

/** A data folder with three records, a session and a shared link, that nobody has open. */
async function filledFolder() {
  const folder = freshFolder()
  const database = await openIn(folder)
  await recordIn(database, 3)
  const instants = { beganAt: 1, visitedAt: 1, endsAt: 9e15, revokedAt: null }
  const who = { person: 'ada', provider: 'local', subject: null, providerSession: null, identities: [] }
  await createSessionRecords(database).insert({ idHash: 's', ...who, ...instants, userAgent: null, address: null })
  const made = { madeAt: 1, endsAt: 9e15, revokedAt: null, revokedBy: null }
  const shown = { label: 'x', cluster: 'prod', namespaces: ['shop'] }
  await createSharedLinkRecords(database).insert({ hash: 'l', maker: 'ada', makerIdentities: [], ...shown, ...made })
  await database.close()
  return { folder, env: { QUARTERDECK_DATA: folder }, file: join(dirname(folder), 'deck.backup') }
}

describe('a back-up', () => {
  test('is made while a Quarterdeck runs, is private, and is put back with all records', async () => {
    const { folder, env, file } = await filledFolder()
    const running = await openIn(folder)
    expect(await backUpCommand([file], env)).toMatchObject({ ok: true })
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    await recordIn(running, 2)
    await running.close()

    expect(await restoreCommand([file], env, 'root')).toMatchObject({ ok: true })
    const restored = await openIn(folder)
    const page = await createLedger(restored, Date.now).read({ question: {}, whose: null, limit: 9 })
    expect(page).toMatchObject({
      acts: [{ sequence: 4, person: 'root', verb: 'restore' }, { sequence: 3 }, { sequence: 2 }, { sequence: 1 }],
    })
    await restored.close()
    expect(await verifyCommand([], env)).toMatchObject({ ok: true })
  })

  test('lets nobody in who may have been shut out since', async () => {
    const { folder, env, file } = await filledFolder()
    await backUpCommand([file], env)
    await restoreCommand([file], env, 'root')
    const restored = await openIn(folder)
    expect(await createSessionRecords(restored).listAll()).toEqual([])
    expect(await createSharedLinkRecords(restored).listAll()).toMatchObject([{ hash: 'l', revokedBy: 'restore' }])
    await restored.close()
  })

  test('keeps what it replaces', async () => {
    const { folder, env, file } = await filledFolder()
    await backUpCommand([file], env)
    const later = await openIn(folder)
    await recordIn(later, 5)
    await later.close()
    await restoreCommand([file], env, 'root')
    const replaced = await openDatabaseToRead({ file: replacedName(fileIn(folder)) })
    const { rows } = await sql`select sequence from audit_records`.execute(replaced.query)
    expect(rows).toHaveLength(8)
    await replaced.close()
  })

  test('can be put where nothing was', async () => {
    const { env, file } = await filledFolder()
    await backUpCommand([file], env)
    const elsewhere = { QUARTERDECK_DATA: freshFolder() }
    expect(await restoreCommand([file], elsewhere, 'root')).toMatchObject({ ok: true })
    expect(await verifyCommand([], elsewhere)).toMatchObject({ ok: true, text: expect.stringContaining('4 records') })
  })

  test('is not put back under a Quarterdeck that runs', async () => {
    const { folder, env, file } = await filledFolder()
    await backUpCommand([file], env)
    const running = await openIn(folder)
    await expect(restoreCommand([file], env, 'root')).rejects.toMatchObject({ kind: 'owned' })
    await recordIn(running, 1)
    await running.close()
    expect(await verifyCommand([], env)).toMatchObject({ ok: true, text: expect.stringContaining('4 records') })
  })

  test.each([
    [
      'of a newer version',
      'newer',
      async (file: string) => changeIn(file, `insert into kysely_migration values ('9999-later', '')`),
    ],
    ['without our tables', 'place', async (file: string) => changeIn(file, 'drop table kysely_migration')],
    ['that is damaged', 'place', async (file: string) => writeFileSync(file, readFileSync(file).fill(7, 4096))],
    ['that is no database', 'place', async (file: string) => writeFileSync(file, 'hello')],
  ] as const)('%s is refused, and what is there stays', async (_which, kind, spoil) => {
    const { env, file } = await filledFolder()
    await backUpCommand([file], env)
    await spoil(file)
    await expect(restoreCommand([file], env, 'root')).rejects.toMatchObject({ kind })
    expect(await verifyCommand([], env)).toMatchObject({ ok: true, text: expect.stringContaining('3 records') })
    expect(existsSync(replacedName(fileIn(env.QUARTERDECK_DATA)))).toBe(false)
  })

  test('never replaces a file, and leaves none where nothing could be read', async () => {
    const { env, file } = await filledFolder()
    writeFileSync(file, 'mine')
    await expect(backUpCommand([file], env)).rejects.toMatchObject({ kind: 'place' })
    expect(readFileSync(file, 'utf8')).toBe('mine')
    const nothing = { QUARTERDECK_DATA: freshFolder() }
    await expect(backUpCommand([`${file}.2`], nothing)).rejects.toMatchObject({ kind: 'place' })
    expect([existsSync(`${file}.2`), existsSync(`${file}.2.part`)]).toEqual([false, false])
  })

  test.each([
    ['no file', () => backUpCommand([], {}), 'npm run backup -- FILE'],
    ['two files', () => backUpCommand(['a', 'b'], {}), 'npm run backup -- FILE'],
    ['no back-up', () => restoreCommand(['/nowhere'], {}, 'root'), 'npm run restore -- FILE'],
    ['PostgreSQL', () => backUpCommand(['a'], { DATABASE_URL: 'postgres://db/deck' }), 'pg_dump'],
    ['PostgreSQL back', () => restoreCommand(['a'], { DATABASE_URL: 'postgres://db/deck' }, 'root'), 'pg_restore'],
  ] as const)('asked of %s, the command says what to do', async (_what, run, sentence) => {
    expect(await run()).toEqual({ ok: false, text: expect.stringContaining(sentence) })
  })
})

async function changeIn(file: string, statement: string) {
  const { default: Sqlite } = await import('better-sqlite3')
  const connection = new Sqlite(file)
  connection.exec(statement)
  connection.close()
}

describe('audit:verify', () => {
  test('ends with 0 for a whole ledger and 1 for a broken one, and names the record', async () => {
    const { folder } = await filledFolder()
    const run = (...args: string[]) =>
      promisify(execFile)(
        process.execPath,
        ['--import', './typescript.mjs', 'server/audit/commands/verify.ts', ...args],
        {
          cwd: root,
        },
      )
    const { stdout } = await run('--database', folder)
    expect(stdout).toMatch(/^The ledger is whole: 3 records\.\n3:[0-9a-f]{64}\n$/)
    const known = stdout.split('\n')[1] ?? ''
    await changeIn(fileIn(folder), `drop trigger audit_records_no_delete; delete from audit_records where sequence = 3`)
    await expect(run('--database', fileIn(folder), '--known', known)).rejects.toMatchObject({
      code: 1,
      stderr: 'Record 3 is missing: the ledger once reached 3.\n',
    })
  })

  test('says what is wrong with its flags', async () => {
    expect(await verifyCommand(['--known', '7'], {})).toMatchObject({
      ok: false,
      text: expect.stringContaining('--known'),
    })
    expect(await verifyCommand(['--help'], {})).toMatchObject({ ok: true, text: expect.stringContaining('--database') })
  })
})
