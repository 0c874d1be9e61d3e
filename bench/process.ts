import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** utime + stime of a process and all its threads, in seconds; proc_pid_stat(5), fields 14 and 15. */
export const cpuSeconds = (pid: number): number => sumOfTicks(pid, 14, 15)

/** The same of this process's ended children; fields 16 and 17. */
export const endedChildrenCpuSeconds = (): number => sumOfTicks(process.pid, 16, 17)

function sumOfTicks(pid: number, first: number, last: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the command in brackets, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(first - 3, last - 2).reduce((sum, field) => sum + Number(field), 0)
  return ticks / ticksPerSecond
}

/** In MB; `peak` is the most it ever was. */
export function residentMemory(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.')
  return address.port
}

const patienceMs = 5_000

const kept = new Set<ChildProcess>()

/** Sees to it that the child ends when this process is told to. */
export function keepChild(child: ChildProcess): void {
  kept.add(child)
  child.once('exit', () => kept.delete(child))
}

/** On SIGINT and SIGTERM: the children first. Chromium ends itself. */
export function stopOnSignal(): void {
  const stop = (signal: NodeJS.Signals) => {
    void Promise.all([...kept].map(stopChild)).then(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Resolves when the child is gone. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await gone
  clearTimeout(timer)
}
