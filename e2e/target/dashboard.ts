import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child'
import { freePort } from './free-port'
import { contexts } from './running'

/** The dashboard as `npm start` starts it, with a session. */
export async function openDashboard(server: string, token: string) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-e2e-'))
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(server, token, `http://127.0.0.1:${await freePort()}`), { mode: 0o600 })
  const port = await freePort()
  const person = ['--person', 'tester']
  const data = join(folder, 'data')
  const args = ['--port', port, '--kubeconfig', kubeconfig, '--data', data, '--open', contexts.main, ...person]
  const child = startChild('server/main.ts', args, { QUARTERDECK_SIGN_IN: 'local,token' })
  const close = async () => {
    await child.end()
    rmSync(folder, { recursive: true })
  }
  try {
    const url = await child.line('ready')
    const link = await child.line('sign-in tester')
    const storageState = join(folder, 'storage-state.json')
    return { url, cookie: await signIn(link, storageState), storageState, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Follows the link as a browser does, and keeps the cookie for the tests' browsers. */
async function signIn(link: string, storageState: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' })
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  const [name = '', value = ''] = cookie.split('=')
  if (value === '') throw new Error(`The sign-in link gave ${answer.status} and no session.`)
  const kept = { name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false }
  const state = { cookies: [{ ...kept, sameSite: 'Lax' }], origins: [] }
  writeFileSync(storageState, JSON.stringify(state), { mode: 0o600 })
  return cookie
}

/** In JSON, which every reader of YAML takes. */
function kubeconfigOf(server: string, token: string, dead: string): string {
  const context = (name: string, cluster: string) => ({ name, context: { cluster, user: 'dashboard' } })
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': contexts.main,
    clusters: [
      { name: 'gate', cluster: { server } },
      { name: 'dead', cluster: { server: dead } },
    ],
    users: [{ name: 'dashboard', user: { token } }],
    contexts: [context(contexts.main, 'gate'), context(contexts.slashed, 'gate'), context(contexts.down, 'dead')],
  })
}
