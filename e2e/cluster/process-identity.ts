import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isErrorCode } from './error-code'

const hasProc = existsSync('/proc/self/stat')

/** When the process started, in the system's own words: with the pid it names one process for ever. Undefined when gone. */
export function processIdentity(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0 || isGone(pid)) return undefined
  if (!hasProc) return spawnSync('ps', ['-o', 'lstart=', '-p', `${pid}`], { encoding: 'utf8' }).stdout.trim()
  return statFields(pid)?.startTime
}

/** Resident memory in bytes and processor time in seconds; undefined where /proc does not tell. */
export function processUsage(pid: number): { residentBytes: number; cpuSeconds: number } | undefined {
  const stat = hasProc ? statFields(pid) : undefined
  return stat && { residentBytes: stat.residentPages * 4096, cpuSeconds: stat.cpuTicks / 100 }
}

/** Gone is: not there, or a zombie without other threads. Until then a killed process may still hold its ports. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return !isErrorCode(error, 'EPERM')
  }
  if (!hasProc) return false
  return statFields(pid)?.state === 'Z' && threadsOf(pid) <= 1
}

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ESRCH')) return 0
    throw error
  }
}

/** proc_pid_stat(5); the program's name, field 2, may hold blanks and parentheses. */
function statFields(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      state: fields[0],
      cpuTicks: Number(fields[11]) + Number(fields[12]),
      startTime: fields[19],
      residentPages: Number(fields[21]),
    }
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ESRCH')) return undefined
    throw error
  }
}
