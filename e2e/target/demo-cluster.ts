import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiServer } from './api-server'
import { startChild } from './child'
import { freePort } from './free-port'

const size = ['--pods', '400', '--nodes', '20', '--churn', '5', '--seed', '7', '--story', 'standing']

export async function openDemo(): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-demo-'))
  const args = ['--port', await freePort(), '--kubeconfig', join(folder, 'kubeconfig'), ...size]
  let runs = true
  let child = startChild('demo/main.ts', args)
  try {
    const url = await child.line('ready')
    // The certificate is kept beside the kubeconfig: it stays the same when the demo starts again.
    const tls = { ca: readFileSync(join(folder, 'demo-pki', 'ca.crt')) }
    return {
      upstream: { url, tls },
      admin: { url, tls, headers: { authorization: `Bearer ${await child.line('admin')}` } },
      token: await child.line('reader'),
      people: peopleIn(join(folder, 'kubeconfig-people')),
      async stop() {
        runs = false
        await child.end('SIGKILL')
      },
      async start() {
        if (runs) return
        runs = true
        child = startChild('demo/main.ts', args)
        await child.line('ready')
      },
      async close() {
        await child.end()
        rmSync(folder, { recursive: true })
      },
    }
  } catch (error) {
    await child.end('SIGKILL')
    rmSync(folder, { recursive: true })
    throw error
  }
}

/** The users of the kubeconfig that the demo wrote for its people. */
function peopleIn(kubeconfig: string): Record<string, string> {
  const users = readFileSync(kubeconfig, 'utf8').matchAll(/- name: (\S+)\n\s+user:\n\s+token: (\S+)/g)
  return Object.fromEntries([...users].map(([, name = '', token = '']) => [name, token]))
}
