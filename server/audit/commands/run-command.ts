import { DatabaseError } from '@/server/database/database-error'

/** What a command has to say, and whether it is good. */
export interface CommandResult {
  readonly ok: boolean
  readonly text: string
}

/** Prints what a command says and ends this program with 0 or 1. */
export async function runCommand(command: () => Promise<CommandResult>): Promise<void> {
  const { ok, text } = await command().catch(asResult)
  if (ok) console.log(text)
  else console.error(text)
  process.exitCode = ok ? 0 : 1
}

/** What is wrong with the database, a file or the flags is for the person; anything else is a fault of the program. */
function asResult(error: unknown): CommandResult {
  if (error instanceof DatabaseError) {
    const { sentence, detail } = error.problem
    return { ok: false, text: detail === null ? sentence : `${sentence}\n${detail}` }
  }
  if (error instanceof Error && 'code' in error) return { ok: false, text: `${error.message}.` }
  throw error
}
