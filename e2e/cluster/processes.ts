import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { isErrorCode } from './error-code'
import { Failure } from './failure'
import { isGone, processIdentity } from './process-identity'
import { type ClusterSpec, logFile, pidFile } from './spec'

/** The pid of a process that this folder started and that still runs. Never another program with a reused pid. */
export function runningPid(spec: ClusterSpec, name: string): number | undefined {
  const file = pidFile(spec, name)
  if (!existsSync(file)) return undefined
  const [pid = '', ...identity] = readFileSync(file, 'utf8').trim().split(' ')
  return processIdentity(Number(pid)) === identity.join(' ') ? Number(pid) : undefined
}

export interface Program {
  readonly file: string
  readonly flags: readonly string[]
  /** Gets the processor when others leave it some. */
  readonly givesWay: boolean
}

/** Starts a program that outlives this one; its output is appended to its log. Does nothing when it runs already. */
export function startProcess(spec: ClusterSpec, name: string, { file, flags, givesWay }: Program): void {
  if (runningPid(spec, name) !== undefined) return
  const log = openSync(logFile(spec, name), 'a', 0o600)
  // nice(1) becomes the program, with all threads that it will have.
  const [program, args] = givesWay ? ['nice', ['-n', '10', file, ...flags]] : [file, flags]
  const child = spawn(program, args, { cwd: spec.folder, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.on('error', (error) => process.stderr.write(`${name} could not be started: ${error.message}\n`))
  if (child.pid === undefined) throw new Failure(`${name} could not be started from ${file}.`)
  child.unref()
  writeFileSync(pidFile(spec, name), `${child.pid} ${processIdentity(child.pid) ?? ''}`)
}

/** An API server with open watches ends up to 61 s after SIGTERM; one that takes longer is killed. */
const patienceSeconds = 90

/** Ends the process and waits until it holds no port any more. Does nothing when it does not run. */
export async function stopProcess(spec: ClusterSpec, name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const pid = runningPid(spec, name)
  if (pid !== undefined) {
    process.kill(pid, signal)
    if (!(await isGoneWithin(pid, patienceSeconds))) {
      process.kill(pid, 'SIGKILL')
      if (!(await isGoneWithin(pid, 10))) throw new Failure(`${name} (process ${pid}) does not end.`)
    }
  }
  rmSync(pidFile(spec, name), { force: true })
}

async function isGoneWithin(pid: number, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000
  while (!isGone(pid)) {
    if (performance.now() > end) return false
    await delay(50)
  }
  return true
}

/** Whether a program of somebody else's listens on the port of 127.0.0.1. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => (isErrorCode(error, 'EADDRINUSE') ? resolve(true) : reject(error)))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)))
  })
}

/** The last lines of a process's log, for the sentence that says why it did not come up. */
export function endOfLog(spec: ClusterSpec, name: string, lines = 5): string {
  const file = logFile(spec, name)
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
}
