import type { ApiServer } from './api-server'
import { startChild } from './child'
import { freePort } from './free-port'

const size = ['--pods', '400', '--nodes', '20', '--churn', '5', '--seed', '7']

export async function openDemo(): Promise<ApiServer> {
  const args = ['--port', await freePort(), ...size]
  let runs = true
  let child = startChild('demo/main.ts', args)
  try {
    const url = await child.line('ready')
    const token = await child.line('reader')
    return {
      upstream: { url },
      admin: { url, headers: { authorization: `Bearer ${token}` } },
      token,
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
      close: () => child.end(),
    }
  } catch (error) {
    await child.end('SIGKILL')
    throw error
  }
}
