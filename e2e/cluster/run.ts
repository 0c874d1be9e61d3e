import { spawn } from 'node:child_process'
import { Failure } from './failure'

export interface RunOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  /** The sentence for a program that is not installed. */
  readonly whenMissing?: string
}

/** Runs a program to its end. Throws a Failure with the end of what it said when it is missing or fails. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<{ stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4000)))
    child.on('error', (error: NodeJS.ErrnoException) => {
      const missing = error.code === 'ENOENT' ? (options.whenMissing ?? `${program} is not installed.`) : undefined
      reject(new Failure(missing ?? `${program} could not be started: ${error.message}.`))
    })
    child.on('close', (code) => {
      if (code === 0) return resolve({ stdout })
      reject(new Failure(`${program} ${args[0] ?? ''} failed with exit code ${code}: ${stderr.trim()}`))
    })
  })
}
