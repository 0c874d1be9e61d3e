import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent } from 'undici'
import { startChild } from '@/e2e/target/child'
import { freePort } from '@/e2e/target/free-port'
import type { Person } from './api-server'
import { type LiveStream, openLiveStream } from './live-stream'

export type Cell = string | number | boolean | null

export interface Row {
  readonly key: string
  readonly [column: string]: Cell
}

export interface Answer {
  readonly total: number
  readonly matched: number
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly rows: readonly Row[]
}

/** The dashboard behind a trusted proxy, which these tests play: it shows everybody what their name and groups give. */
export interface Dashboard {
  readonly url: string
  /** One question: the answer with all rows that match, however many windows they take. */
  ask(person: Person, view: string, query?: string): Promise<Answer>
  /** `pods?limit=500`, followed live. */
  stream(person: Person, question: string): Promise<LiveStream>
  close(): Promise<void>
}

/** Kubeconfigs of the identity that fills the stores, and of the one that impersonates. */
export interface Identities {
  readonly server: string
  readonly ca: Buffer
  readonly reader: string
  readonly deputy: string
}

const context = 'rights'
const connections = 8

export async function openDashboard({ server, ca, reader, deputy }: Identities): Promise<Dashboard> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-rights-'))
  const write = (name: string, token: string) => {
    writeFileSync(join(folder, name), kubeconfigOf({ server, ca }, token), { mode: 0o600 })
    return join(folder, name)
  }
  const kubeconfig = write('reader', reader)
  const env = {
    QUARTERDECK_SIGN_IN: 'proxy',
    QUARTERDECK_PROXY_PEERS: '127.0.0.1',
    QUARTERDECK_DEPUTY_KUBECONFIG: write('deputy', deputy),
    QUARTERDECK_DEPUTY_GROUPS: 'rights:*',
    QUARTERDECK_DATA: join(folder, 'data'),
  }
  const child = startChild(
    'server/main.ts',
    ['--port', await freePort(), '--kubeconfig', kubeconfig, '--open', context],
    env,
  )
  const agent = new Agent({ connections, allowH2: false })
  const close = async () => {
    await agent.close()
    await child.end()
    rmSync(folder, { recursive: true })
  }
  try {
    const url = await child.line('ready')
    return {
      url,
      ask: (person, view, query = '') => askWhole({ url, agent, person }, view, query),
      stream: (person, question) =>
        openLiveStream({ url, agent, headers: headersOf(person) }, `${context}/${question}`),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Asking {
  readonly url: string
  readonly agent: Agent
  readonly person: Person
}

async function askWhole(asking: Asking, view: string, query: string): Promise<Answer> {
  const first = await ask(asking, view, query)
  const rows = [...first.rows]
  while (rows.length < first.matched) {
    const { rows: more } = await ask(asking, view, `${query}&offset=${rows.length}`)
    if (more.length === 0) break
    rows.push(...more)
  }
  return { ...first, rows }
}

async function ask({ url, agent, person }: Asking, view: string, query: string): Promise<Answer> {
  const path = `/api/clusters/${context}/views/${view}?limit=500&${query}`
  const answer = await agent.request({ origin: url, path, method: 'GET', headers: headersOf(person) })
  const body = await answer.body.text()
  if (answer.statusCode !== 200)
    throw new Error(`${path} as ${person.user} was answered ${answer.statusCode}: ${body.slice(0, 300)}`)
  // What the comparison is about: it says so when it is anything else.
  return JSON.parse(body) as Answer
}

const headersOf = ({ user, groups }: Person): Record<string, string> => ({
  'x-forwarded-user': user,
  ...(groups.length > 0 && { 'x-forwarded-groups': groups.join(',') }),
})

/** In JSON, which every reader of YAML takes. */
function kubeconfigOf({ server, ca }: Pick<Identities, 'server' | 'ca'>, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: context, cluster: { server, 'certificate-authority-data': ca.toString('base64') } }],
    users: [{ name: context, user: { token } }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
  })
}
