import { expect, onTestFinished, test } from 'vitest'
import { GET as getLinks } from '@/app/api/shared-links/route'
import { door, makeDoor } from '@/server/access/door/door'
import { cookieName } from '@/server/access/sessions/cookie'
import { rightConfig } from '@/server/access/testing/door-for-tests'
import { database } from '@/server/audit/ledger-of-process'
import { openRecords } from '@/server/audit/testing/open-records'
import { GET as getSessions } from './route'

async function askAsAda() {
  await openRecords()
  makeDoor(rightConfig({ QUARTERDECK_PEOPLE: 'ada' }))
  onTestFinished(() => {
    globalThis.quarterdeckDoor = undefined
  })
  const principal = { person: 'ada', provider: 'local', identity: null, cluster: null, namespaces: null } as const
  const secret = await door().sessions.begin({ principal, userAgent: null, address: null })
  const headers = { cookie: `${cookieName(door().config)}=${secret}` }
  return new Request('http://127.0.0.1:4600/api/sessions', { headers })
}

test.each([
  ['sessions', getSessions, 'sessions'],
  ['shared links', getLinks, 'shared_links'],
] as const)('%s are listed, and without a database the answer says why not', async (_case, get, table) => {
  const request = await askAsAda()
  expect((await get(request)).status).toBe(200)
  await database().query.schema.alterTable(table).renameTo('elsewhere').execute()
  const answer = await get(request)
  expect(answer.status).toBe(503)
  const { problem } = await answer.json()
  expect(problem).toMatchObject({ code: expect.any(String), sentence: expect.stringMatching(/database|table/i) })
})
