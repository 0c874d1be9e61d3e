import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export type Program = ChildProcessByStdio<null, Readable, null>

/** Runs a file of the server in a process of its own, which ends with the test at the latest. */
export function runProgram(file: string, ...args: readonly string[]): Program {
  const program = spawn(process.execPath, ['--import', './typescript.mjs', file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  return program
}
