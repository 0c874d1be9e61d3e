import { join } from 'node:path'
import type { Query } from './schema'

export type Engine = 'sqlite' | 'postgres'

export interface Database {
  readonly engine: Engine
  readonly query: Query
  /** Asks the database; what the driver throws becomes a `DatabaseError`. */
  run<T>(ask: () => Promise<T>): Promise<T>
  /** Lets go of the file or the connections; calling it again does nothing. */
  close(): Promise<void>
}

/** The SQLite file in the data folder. */
export const fileIn = (folder: string): string => join(folder, 'quarterdeck.db')
