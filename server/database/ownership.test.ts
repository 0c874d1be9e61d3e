import { once } from 'node:events'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from './database'
import { fileIn } from './database-handle'
import { freshFolder } from './testing/fresh-place'
import { runProgram } from './testing/run-program'

test('a second process is refused in one sentence; a killed one leaves nothing in the way', async () => {
  const folder = freshFolder()
  const first = runProgram('server/database/testing/hold-open.ts', folder)
  await once(first.stdout, 'data')
  await expect(openDatabase({ engine: 'sqlite', folder })).rejects.toMatchObject({
    kind: 'owned',
    problem: {
      sentence: `Another Quarterdeck uses the data in ${folder}: stop it, or give this one a folder of its own in QUARTERDECK_DATA.`,
    },
  })
  first.kill('SIGKILL')
  await once(first, 'exit')
  const database = await openDatabase({ engine: 'sqlite', folder })
  await database.close()
})

test('the same process is refused too, and is let in when it has closed', async () => {
  const place = { engine: 'sqlite', folder: freshFolder() } as const
  const first = await openDatabase(place)
  await expect(openDatabase(place)).rejects.toMatchObject({ kind: 'owned' })
  // The refused attempt must not have dropped the first one's lock.
  await expect(openDatabase(place)).rejects.toMatchObject({ kind: 'owned' })
  await first.close()
  await first.close()
  await (await openDatabase(place)).close()
})

test('nobody else on the machine can read the data', async () => {
  const folder = freshFolder()
  const database = await openDatabase({ engine: 'sqlite', folder })
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
  expect(modeOf(folder)).toBe('700')
  for (const suffix of ['', '-wal', '-shm']) expect(modeOf(`${fileIn(folder)}${suffix}`)).toBe('600')
  await database.close()
})

test('a folder that can’t be one is named', async () => {
  const folder = freshFolder()
  writeFileSync(folder, 'a file')
  await expect(openDatabase({ engine: 'sqlite', folder })).rejects.toMatchObject({
    kind: 'place',
    message: expect.stringContaining('QUARTERDECK_DATA must name a folder'),
  })
})

test('a file that holds no database is named, with what to do', async () => {
  const folder = freshFolder()
  mkdirSync(folder)
  writeFileSync(fileIn(folder), 'x'.repeat(5000))
  await expect(openDatabase({ engine: 'sqlite', folder })).rejects.toMatchObject({
    kind: 'place',
    message: expect.stringContaining('restore a back-up'),
  })
  expect(dirname(fileIn(folder))).toBe(folder)
})
