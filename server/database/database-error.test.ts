import { expect, test, vi } from 'vitest'
import { DatabaseError } from './database-error'

test('an error of another copy of the module is known, any other is not', async () => {
  vi.resetModules()
  const other = await import('./database-error')
  expect(other.DatabaseError).not.toBe(DatabaseError)
  expect(new other.DatabaseError('owned', 'Somebody else has it.')).toBeInstanceOf(DatabaseError)
  expect(new Error('Somebody else has it.')).not.toBeInstanceOf(DatabaseError)
  expect({ name: 'DatabaseError' }).not.toBeInstanceOf(DatabaseError)
})
