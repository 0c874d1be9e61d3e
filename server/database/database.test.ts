import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from './database'
import { createSharedLinkRecords, type SharedLinkRecord } from './shared-link-records'
import { freshPlace } from './testing/fresh-place'

const link: SharedLinkRecord = {
  hash: 'h',
  label: 'checkout for the auditors',
  maker: 'ada',
  makerIdentities: [{ cluster: null, user: 'ada@example.com', groups: ['sre'] }],
  cluster: 'prod',
  namespaces: ['checkout', 'payments'],
  madeAt: 1_795_000_000_000,
  endsAt: 1_795_086_400_000,
  revokedAt: null,
  revokedBy: null,
}

test('what was written is there when it is opened again', async () => {
  const place = await freshPlace()
  const first = await openDatabase(place)
  await createSharedLinkRecords(first).insert(link)
  await first.close()
  const second = await openDatabase(place)
  expect(await createSharedLinkRecords(second).findByHash('h')).toEqual(link)
  await second.close()
})

test('a database of a newer version is refused and named', async () => {
  const place = await freshPlace()
  const database = await openDatabase(place)
  await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', 'then')`.execute(
    database.query,
  )
  await database.close()
  await expect(openDatabase(place)).rejects.toMatchObject({
    kind: 'newer',
    problem: { code: 'database-newer', sentence: expect.stringContaining('9999-from-the-future') },
  })
})

test('a step that fails leaves everything as it was, and is named', async () => {
  const place = await freshPlace()
  const database = await openDatabase(place)
  for (const table of ['audit_records', 'shared_links', 'kysely_migration'])
    await sql`drop table ${sql.table(table)}`.execute(database.query)
  await database.close()
  for (const attempt of [1, 2])
    await expect(openDatabase(place), `attempt ${attempt}`).rejects.toMatchObject({
      kind: 'migration',
      problem: {
        sentence: expect.stringContaining('0001-sessions-and-links'),
        detail: expect.stringContaining('exist'),
      },
    })
})

test('what the engine refuses is a typed error', async () => {
  const database = await openDatabase(await freshPlace())
  const links = createSharedLinkRecords(database)
  await links.insert(link)
  await expect(links.insert(link)).rejects.toMatchObject({ name: 'DatabaseError', kind: 'refused' })
  await database.close()
})
