import { expect, test } from 'vitest'
import { openFresh } from '@/server/database/testing/open-fresh'
import { openExport } from './export'
import { createLedger } from './ledger'

const everything = { question: {}, whose: null }

async function ledgerOf(count: number) {
  const database = await openFresh()
  const ledger = createLedger(database, () => 1_795_000_000_000)
  const fact = { person: 'ada', groups: ['sre'], verb: 'sign-in', provider: 'local', outcome: 'done' } as const
  await Promise.all(Array.from({ length: count }, () => ledger.record(fact)))
  return { database, ledger }
}

async function streamOf(...asked: Parameters<typeof openExport>) {
  const opened = await openExport(...asked)
  if ('problem' in opened) throw new Error(opened.problem.sentence)
  return opened.stream
}

test.each([0, 1, 1201])('every one of %i acts is a line of the export, newest first', async (count) => {
  const { ledger } = await ledgerOf(count)
  const text = await new Response(await streamOf(ledger, everything, 'csv', new AbortController().signal)).text()
  const [header, ...lines] = text.trimEnd().split('\r\n')
  expect(header).toMatch(/^sequence,at,person/)
  expect(lines.map((line) => Number(line.split(',')[0]))).toEqual(
    Array.from({ length: count }, (_, nth) => count - nth),
  )
})

test('an export has what the filters let through, and only of those whose it may be', async () => {
  const { ledger } = await ledgerOf(3)
  const signal = new AbortController().signal
  const whose = { person: 'bob', provider: 'local', clusters: null }
  expect(await new Response(await streamOf(ledger, { question: {}, whose }, 'jsonl', signal)).text()).toBe('')
  const asked = { question: { verb: 'sign-in', before: 3 }, whose: null }
  const lines = (await new Response(await streamOf(ledger, asked, 'jsonl', signal)).text()).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ sequence: 2 }, { sequence: 1 }])
})

test('an export breaks off when the session ends', async () => {
  const { ledger } = await ledgerOf(1100)
  const ending = new AbortController()
  const reader = (await streamOf(ledger, everything, 'jsonl', ending.signal)).getReader()
  await reader.read()
  ending.abort()
  const drain = async () => {
    while (!(await reader.read()).done);
  }
  await expect(drain()).rejects.toThrow('The session ended.')
})

test('an export of a database that is gone is a problem before the answer begins', async () => {
  const { database, ledger } = await ledgerOf(1)
  await database.close()
  expect(await openExport(ledger, everything, 'csv', new AbortController().signal)).toMatchObject({
    problem: { code: expect.stringMatching(/^database-/) },
  })
})
