import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { door, makeDoor } from '@/server/access/door/door'
import type { Principal } from '@/server/access/identity/principal'
import { cookieName } from '@/server/access/sessions/cookie'
import { rightConfig } from '@/server/access/testing/door-for-tests'
import { database } from '@/server/audit/ledger-of-process'
import { openRecords } from '@/server/audit/testing/open-records'
import { GET } from './route'

const principal = (person: string, provider: Principal['provider'] = 'oidc'): Principal => ({
  person,
  provider,
  identity: { user: person, groups: ['sre'] },
  cluster: null,
  namespaces: null,
})

beforeEach(async () => {
  const { ledger } = await openRecords()
  makeDoor(rightConfig({ QUARTERDECK_PEOPLE: 'ada', QUARTERDECK_ADMINISTRATORS: 'root' }))
  onTestFinished(() => {
    globalThis.quarterdeckDoor = undefined
  })
  for (const [person, provider] of [
    ['ada', 'oidc'],
    ['bob', 'oidc'],
    ['ada', 'proxy'],
  ] as const)
    await ledger.record({ person, provider, groups: [], verb: 'sign-in', reason: '=1+1', outcome: 'done' })
})

async function ask(who: Principal, query = '') {
  const secret = await door().sessions.begin({ principal: who, userAgent: null, address: null })
  const headers = { cookie: `${cookieName(door().config)}=${secret}` }
  return GET(new Request(`http://127.0.0.1:4600/api/audit${query}`, { headers }))
}

/** Who the acts of an answer are of, the newest first. */
async function peopleIn(response: Response): Promise<string[]> {
  const { acts }: { acts: { person: string; provider: string }[] } = await response.json()
  return acts.map(({ person, provider }) => `${person} ${provider}`)
}

test('an administrator reads everyone’s acts, anyone else their own, by the way in that they came', async () => {
  expect(await peopleIn(await ask(principal('root')))).toEqual(['ada proxy', 'bob oidc', 'ada oidc'])
  expect(await peopleIn(await ask(principal('ada')))).toEqual(['ada oidc'])
  expect(await peopleIn(await ask(principal('ada'), '?person=bob'))).toEqual([])
})

test('who looks through a shared link reads none', async () => {
  const response = await ask(principal('ada', 'link'))
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ problem: { code: 'forbidden' } })
})

test.each(['?format=xml', '?outcome=ok', '?whose=everyone', '?since=now'])('%s is a wrong question', async (query) => {
  const response = await ask(principal('root'), query)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ problem: { sentence: expect.stringMatching(/use|write/) } })
})

test('an export is a file of what may be read, harmless in a spreadsheet, and itself on record', async () => {
  const response = await ask(principal('ada'), '?format=csv')
  expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="quarterdeck-audit.csv"')
  const lines = (await response.text()).trimEnd().split('\r\n')
  // The export's own record is the newest; bob's and those of the other ada are not there.
  expect(lines.map((line) => line.split(',')[0])).toEqual(['sequence', '4', '1'])
  expect(lines[2]).toContain(",'=1+1,")
  expect(await peopleIn(await ask(principal('root'), '?verb=export'))).toEqual(['ada oidc'])
})

test('what can’t be recorded is not exported, and what can’t be read is said', async () => {
  await database().query.schema.alterTable('audit_records').renameTo('elsewhere').execute()
  const answers = await Promise.all([ask(principal('root')), ask(principal('root'), '?format=jsonl')])
  expect(answers.map(({ status }) => status)).toEqual([503, 503])
  expect(await answers[1]?.json()).toMatchObject({ problem: { code: 'not-recorded' } })
})
