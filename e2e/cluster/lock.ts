import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isErrorCode } from './error-code'
import { processIdentity } from './process-identity'
import type { Progress } from './progress'

/** Waits until no other living process holds the lock file; returns what lets it go. */
export async function acquireLock(file: string, progress: Progress): Promise<() => void> {
  let told = false
  while (!take(file)) {
    const holder = readFileSync(file, { encoding: 'utf8', flag: 'a+' }).trim()
    if (!isAlive(holder)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) progress(`waiting for process ${holder.split(' ')[0]}, which holds ${file}`)
    told = true
    await delay(1000)
  }
  return () => rmSync(file, { force: true })
}

function take(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid} ${processIdentity(process.pid) ?? ''}`, { flag: 'wx' })
    return true
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false
    throw error
  }
}

function isAlive(holder: string): boolean {
  const [pid = '', ...identity] = holder.split(' ')
  return processIdentity(Number(pid)) === identity.join(' ')
}
