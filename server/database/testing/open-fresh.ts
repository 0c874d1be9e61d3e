import { onTestFinished } from 'vitest'
import { type Database, openDatabase } from '@/server/database/database'
import { freshPlace } from './fresh-place'

/** An empty database that is closed when the test is over. */
export async function openFresh(): Promise<Database> {
  const database = await openDatabase(await freshPlace())
  onTestFinished(() => database.close())
  return database
}
