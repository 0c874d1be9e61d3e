import { expect, test } from 'vitest'
import { createSharedLinkRecords, type SharedLinkRecord } from './shared-link-records'
import { openFresh } from './testing/open-fresh'

const link = (hash: string, over: Partial<SharedLinkRecord> = {}): SharedLinkRecord => ({
  hash,
  label: 'for Grace',
  maker: 'ada',
  makerIdentities: [{ cluster: 'prod', user: 'ada@example.com', groups: ['sre'] }],
  cluster: 'prod',
  namespaces: ['checkout'],
  madeAt: 1_795_000_000_000,
  endsAt: 1_795_600_000_000,
  revokedAt: null,
  revokedBy: null,
  ...over,
})

test('a link is found as it was written, and a hash that nobody has is not', async () => {
  const links = createSharedLinkRecords(await openFresh())
  await links.insert(link('a'))
  expect(await links.findByHash('a')).toEqual(link('a'))
  expect(await links.findByHash('A')).toBeUndefined()
})

test('who made some lists them, the newest first; all are listed too', async () => {
  const links = createSharedLinkRecords(await openFresh())
  await links.insert(link('old', { madeAt: 1 }))
  await links.insert(link('new', { madeAt: 2 }))
  await links.insert(link('other', { maker: 'bob', madeAt: 3 }))
  expect((await links.listOf('ada')).map(({ hash }) => hash)).toEqual(['new', 'old'])
  expect((await links.listAll()).map(({ hash }) => hash)).toEqual(['other', 'new', 'old'])
})

test('a link is revoked once, and it says by whom', async () => {
  const links = createSharedLinkRecords(await openFresh())
  await links.insert(link('a'))
  expect(await links.revoke('a', 'bob', 7)).toBe(true)
  expect(await links.revoke('a', 'eve', 8)).toBe(false)
  expect(await links.findByHash('a')).toMatchObject({ revokedAt: 7, revokedBy: 'bob' })
})
