import { closeSync, mkdirSync, openSync } from 'node:fs'

/** Makes a folder that its user alone can enter; one that is there stays as it is. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/**
 * Makes an empty file that its user alone can read. One that is there is not opened: closing it again would drop this
 * process's own locks on it (POSIX advisory locks; https://sqlite.org/howtocorrupt.html, 2.2).
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
