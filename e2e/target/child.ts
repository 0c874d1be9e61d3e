import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program of this project that runs until it is ended. */
export interface Child {
  /** The first line that begins with `word`, without it; rejects with what was said when the program ends before. */
  line(word: string, seconds?: number): Promise<string>
  end(signal?: NodeJS.Signals): Promise<void>
}

const open = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of open) child.kill('SIGKILL')
})
// Playwright tears down what it set up on SIGINT only.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

const patienceMs = 10_000

/** `env` is beside this process's own. */
export function startChild(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const child = spawn(process.execPath, ['--import', './typescript.mjs', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  })
  open.add(child)
  const said: string[] = []
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (text) => {
      said.push(text)
      tell()
    })
  const ended = once(child, 'exit').then(() => {
    open.delete(child)
    tell()
  })
  return {
    line: (word, seconds = 60) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail(`said no "${word}" in ${seconds} s`), seconds * 1000)
        const stop = () => {
          clearTimeout(timer)
          listeners.delete(look)
        }
        const fail = (why: string) => {
          stop()
          reject(new Error(`${script} ${why}. It said:\n${said.slice(-20).join('\n')}`))
        }
        const look = () => {
          const found = said.find((text) => text.startsWith(`${word} `))
          if (found !== undefined) {
            stop()
            resolve(found.slice(word.length + 1))
          } else if (!open.has(child)) fail('ended')
        }
        listeners.add(look)
        look()
      }),
    async end(signal = 'SIGTERM') {
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
