import type { ApiServer } from './api-server'
import type { Result } from './report'
import type { Target } from './target'

/** What every measurement gets. */
export interface Bench {
  readonly target: Target
  readonly api: ApiServer
}

export type Measured = Omit<Result, 'name' | 'wallSeconds'>
export type Measure = (bench: Bench) => Promise<Measured>
