import { writeSync } from 'node:fs'
import { createLedger } from '@/server/audit/ledger'
import { openDatabase } from '@/server/database/database'

// A process of its own for tests: records from eight places at once, and tells of each record when it is acknowledged.
const [, , folder = '', run = ''] = process.argv
const ledger = createLedger(await openDatabase({ engine: 'sqlite', folder }), Date.now)

async function append(place: number) {
  for (let nth = 0; ; nth++) {
    const request = `${run}-${place}-${nth}`
    const recorded = await ledger.record({ person: 'ada', groups: [], verb: 'get', outcome: 'done', request })
    if (!('problem' in recorded)) writeSync(1, `${recorded.sequence} ${request}\n`)
  }
}

for (let place = 0; place < 8; place++) void append(place)
