// `npm start`: checks what can be checked before, builds what is missing, then becomes the server.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, existsSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { help, parseCommand } from '@/server/command'
import { type Config, type Environment, readConfig } from '@/server/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = new URL('../.next/standalone/server.js', import.meta.url)
const loopback = ['127.0.0.1', '::1', 'localhost']

/** Ends the program: 2 when it was asked for something wrong, 1 when what it needs is not there. */
function fail(code: 1 | 2, ...sentences: string[]): never {
  console.error(sentences.join('\n'))
  process.exit(code)
}

async function checkKubeconfig({ kubeconfig }: Config) {
  if (kubeconfig === undefined) return
  try {
    await access(kubeconfig, constants.R_OK)
  } catch {
    fail(2, `The kubeconfig ${kubeconfig} can't be read: check that the file is there and that you may read it.`)
  }
}

/** Next would only print a stack trace when it can't listen. */
async function checkPort({ host, port }: Config) {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    fail(1, whyNotListening(error, host, port))
  }
  server.close()
  await once(server, 'close')
}

function whyNotListening(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is in use: choose another with --port.`
  if (code === 'EACCES') return `Port ${port} needs more rights than you have: choose one from 1024 on with --port.`
  return `Listening on ${host}, port ${port}, is not possible: ${error instanceof Error ? error.message : error}.`
}

async function buildWhatIsMissing() {
  if (existsSync(built)) return
  console.log('Building Quarterdeck; this is needed once and takes about a minute.')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const build = spawn('npm', ['run', 'build'], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = await once(build, 'exit')
  if (code !== 0 || !existsSync(built)) fail(1, 'Building failed, as told above: `npm run build` repeats it.')
}

function enter(env: Environment, { host, port }: Config) {
  const given = Object.entries(env).filter(([, value]) => value !== undefined)
  Object.assign(process.env, Object.fromEntries(given), {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Signals are ours: server/access/door/stopping.ts ends open streams first.
    NEXT_MANUAL_SIG_HANDLE: '1',
    HOSTNAME: host,
    PORT: String(port),
  })
}

const command = parseCommand(process.argv.slice(2), process.env, process.env.INIT_CWD ?? process.cwd())
if (command.run === 'help') {
  console.log(help)
} else if (command.run === 'nothing') {
  fail(2, command.sentence)
} else {
  const config = readConfig(command.env)
  if (Array.isArray(config)) fail(2, ...config.map(({ sentence }) => sentence))
  if (!loopback.includes(config.host))
    fail(2, `QUARTERDECK_HOST "${config.host}" is open to the network: outside a container only 127.0.0.1 is served.`)
  await checkKubeconfig(config)
  await checkPort(config)
  await buildWhatIsMissing()
  enter(command.env, config)
  await import(built.href)
}
