import type { Problem } from '@/lib/live/freshness'
import { DatabaseError } from '@/server/database/database-error'

/** What an act that needs the database answers: 503, why, and what to do, when that can't be reached. */
export async function orProblem<T>(
  act: () => Promise<T>,
): Promise<T | { readonly status: number; readonly problem: Problem }> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof DatabaseError) return { status: 503, problem: error.problem }
    throw error
  }
}
