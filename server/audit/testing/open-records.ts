import { onTestFinished } from 'vitest'
import { closeLedger, openLedger } from '@/server/audit/ledger-of-process'
import { freshPlace } from '@/server/database/testing/fresh-place'

/** Opens an empty ledger of this process, until the test is over. */
export async function openRecords() {
  onTestFinished(closeLedger)
  return openLedger(await freshPlace())
}
