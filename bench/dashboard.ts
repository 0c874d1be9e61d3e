import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Agent } from 'undici'
import { Failure } from './failure'
import { cpuSeconds, freePort, keepChild, stopChild } from './process'
import { root } from './target'

/** A dashboard of our own, signed in to. */
export interface Dashboard extends AsyncDisposable {
  readonly pid: number
  /** `http://127.0.0.1:PORT`. */
  readonly base: string
  /** `NAME=VALUE`. */
  readonly cookie: string
  /** From the start of the process to its `ready` line. */
  readonly readyMs: number
  readonly cpuSeconds: () => number
  /** Throws unless the answer is 200, or what is `expected`. */
  get(path: string, expected?: number): Promise<Buffer>
}

const person = 'bench'
/** A first start builds the dashboard. */
const startMs = 300_000

/** `also` are names of hosts to answer to besides its own. BENCH_NODE_OPTIONS are its NODE_OPTIONS, such as `--cpu-prof`. */
export async function startDashboard(kubeconfig: string, also: readonly string[] = []): Promise<Dashboard> {
  const port = await freePort()
  const started = performance.now()
  const flags = ['--port', String(port), '--kubeconfig', kubeconfig, '--person', person]
  const { BENCH_NODE_OPTIONS: nodeOptions = '', ...ours } = process.env
  // One that runs beside this has its own.
  const data = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'))
  const env = {
    ...Object.fromEntries(Object.entries(ours).filter(([name]) => !name.startsWith('QUARTERDECK_'))),
    NODE_ENV: 'production' as const,
    NODE_OPTIONS: nodeOptions,
    QUARTERDECK_ALLOWED_HOSTS: also.join(','),
    QUARTERDECK_DATA: data,
    QUARTERDECK_MOST_STREAMS: '2000',
  }
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', '--import', './typescript.mjs', 'server/main.ts', ...flags],
    {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  keepChild(child)
  const stop = async () => {
    await stopChild(child)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const { link, readyMs } = await readStart(child, started)
    return await signIn(child, link, readyMs, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits for the lines `ready URL` and `sign-in bench URL`. */
function readStart(child: ChildProcess, started: number) {
  const said: string[] = []
  let readyMs: number | undefined
  let link: string | undefined
  return new Promise<{ link: string; readyMs: number }>((resolve, reject) => {
    const fail = (why: string) => reject(new Failure(`The dashboard ${why}. It said: ${said.join(' ') || 'nothing'}`))
    const timer = setTimeout(() => fail('did not get ready'), startMs)
    const hear = (line: string) => {
      said.push(line)
      const [word, name, url] = line.split(' ')
      if (word === 'ready') readyMs = performance.now() - started
      if (word === 'sign-in' && name === person) link = url
      if (link === undefined || readyMs === undefined) return
      clearTimeout(timer)
      resolve({ link, readyMs })
    }
    for (const output of [child.stdout, child.stderr])
      if (output !== null) createInterface({ input: output }).on('line', hear)
    child.once('exit', () => {
      clearTimeout(timer)
      fail('ended')
    })
  })
}

async function signIn(
  child: ChildProcess,
  link: string,
  readyMs: number,
  stop: () => Promise<void>,
): Promise<Dashboard> {
  const { pid } = child
  if (pid === undefined) throw new Failure('The dashboard could not be started.')
  const base = new URL(link).origin
  const agent = new Agent({ headersTimeout: 60_000 })
  const answer = await agent.request({ origin: base, path: link.slice(base.length), method: 'GET' })
  await answer.body.dump()
  const cookie = [answer.headers['set-cookie'] ?? []].flat()[0]?.split(';')[0]
  if (cookie === undefined) throw new Failure(`The sign-in link of the dashboard answered ${answer.statusCode}.`)
  return {
    pid,
    base,
    cookie,
    readyMs,
    cpuSeconds: () => cpuSeconds(pid),
    async get(path, expected = 200) {
      const { statusCode, body } = await agent.request({ origin: base, path, method: 'GET', headers: { cookie } })
      const content = Buffer.from(await body.arrayBuffer())
      if (statusCode !== expected)
        throw new Failure(`GET ${path} answered ${statusCode}: ${content.toString().slice(0, 300)}`)
      return content
    },
    async [Symbol.asyncDispose]() {
      await agent.destroy()
      await stop()
    },
  }
}
