import { writeSync } from 'node:fs'
import { createLedger } from '@/server/audit/ledger'
import { openDatabase } from '@/server/database/database'

// A process of its own for tests: records that it is about to reveal something, says so, and gets no further.
const [, , folder = ''] = process.argv
const ledger = createLedger(await openDatabase({ engine: 'sqlite', folder }), Date.now)
const target = { cluster: 'prod', resource: 'secrets', namespace: 'shop', name: 'db/password' }
const intent = await ledger.intent({ person: 'ada', groups: ['sre'], verb: 'reveal-secret', target })
if (!('problem' in intent)) writeSync(1, `${intent.sequence}\n`)
setInterval(() => undefined, 60_000)
