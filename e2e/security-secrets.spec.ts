import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, expect, test } from '@playwright/test'
import { create, remove } from './contract/api'
import { freePort } from './target/free-port'
import { contexts, running, targetName } from './target/running'

/** In `platform` the demo's anna may get Secrets, and tess may not. */
const namespace = 'platform'
const path = `/api/v1/namespaces/${namespace}`
const secretPage = `/${contexts.main}/secrets/${namespace}/canary`
const reveal = `/api/clusters/${contexts.main}/secrets/${namespace}/canary/reveal`

// Put together here, so that no program's own text has them.
const canary = (what: string) => ['c4n4ry', what, '5f1d'].join('-')
const value = canary('value')
const inBase64 = Buffer.from(value).toString('base64')
const applied = canary('applied')
const managed = canary('managed')
const annotated = canary('annotated')
const environment = canary('environment')
/** What is in no answer, but the one reveal; and what is in no log, file or record either, though a pod's page shows it. */
const neverTold = [value, inBase64, applied, managed]
const neverKept = [...neverTold, environment, annotated]

interface Dashboard {
  readonly url: string
  readonly folder: string
  readonly said: readonly string[]
  signal(name: NodeJS.Signals): void
  close(): Promise<void>
}

/** A dashboard of this test alone, whose every word is kept and that writes a heap snapshot when it is asked to. */
async function openDashboard(): Promise<Dashboard> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-canaries-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'gate', cluster: { server: running().upstream } }],
    users: [{ name: 'dashboard', user: { token: running().token } }],
    contexts: [{ name: contexts.main, context: { cluster: 'gate', user: 'dashboard' } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  const args = ['--port', await freePort(), '--kubeconfig', kubeconfig, '--data', join(folder, 'data')]
  const child = spawn(
    process.execPath,
    ['--import', './typescript.mjs', 'server/main.ts', ...args, '--open', contexts.main],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        QUARTERDECK_SIGN_IN: 'token',
        QUARTERDECK_ADMINISTRATORS: 'anna',
        NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}`,
      },
    },
  )
  const ended = once(child, 'exit')
  const said: string[] = []
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line)
        if (line.startsWith('ready ')) resolve(line.slice('ready '.length))
      })
    void ended.then(() => reject(new Error(`The dashboard ended:\n${said.join('\n')}`)))
  })
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  }
  return { url: await ready, folder, said, signal: (name) => void child.kill(name), close }
}

async function signIn(url: string, person: string): Promise<string> {
  const body = new URLSearchParams({ cluster: contexts.main, token: running().people[person] ?? '' })
  const answer = await fetch(`${url}/api/sign-in/token`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body,
  })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function comeIn(context: BrowserContext, url: string, person: string) {
  const [name = '', cookie = ''] = (await signIn(url, person)).split('=')
  await context.clearCookies()
  await context.addCookies([{ name, value: cookie, url }])
}

const ask = (url: string, cookie: string, key: string, headers = {}) =>
  fetch(url + reveal, {
    method: 'POST',
    headers: { cookie, origin: url, 'x-quarterdeck': '1', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ key }),
  })

/** An answer's text; of a stream what it says at first. */
async function read(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(15_000) })
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader !== undefined && !/"type":"(?:object|problem|lines|end|none)"/.test(text)) {
    const { done, value: more = '' } = await reader.read()
    if (done) break
    text += more
  }
  await reader?.cancel()
  return text
}

const metadata = {
  name: 'canary',
  namespace,
  annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ applied }), note: annotated },
  managedFields: [{ manager: managed, operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }],
}

let dashboard: Dashboard
test.describe.configure({ mode: 'serial' })
test.skip(targetName() !== 'demo', 'Its people are the demo’s.')

test.beforeAll(async () => {
  await create(`${path}/secrets`, { apiVersion: 'v1', kind: 'Secret', metadata, data: { password: inBase64 } })
  const container = { name: 'main', image: 'web:1', env: [{ name: 'CANARY', value: environment }] }
  await create(`${path}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } })
  dashboard = await openDashboard()
})
test.afterAll(async () => {
  await dashboard?.close()
  for (const type of ['pods', 'secrets']) await remove(`${path}/${type}/canary`)
})

test('who may get a Secret sees a value when they ask, until they hide it', async ({ page, context }) => {
  await comeIn(context, dashboard.url, 'anna')
  await page.goto(dashboard.url + secretPage)
  await expect(page.getByText('Revealing one is recorded with your name')).toBeVisible()
  await expect(page.getByText(`${value.length} bytes`)).toBeVisible()
  expect(await page.content()).not.toContain(value)
  await page.getByRole('button', { name: 'Reveal password' }).click()
  await expect(page.getByText(value)).toBeVisible()
  await page.getByRole('button', { name: 'Hide password' }).click()
  await expect(page.getByText(value)).toHaveCount(0)
})

test('who may not get it sees which right is missing, alike for one that is not there', async ({ page, context }) => {
  await comeIn(context, dashboard.url, 'tess')
  await page.goto(dashboard.url + secretPage)
  await expect(page.getByText('You may not see this Secret')).toBeVisible()
  await expect(page.getByRole('button', { name: /Reveal/ })).toHaveCount(0)
  const tess = await signIn(dashboard.url, 'tess')
  const hidden = await ask(dashboard.url, tess, 'password')
  expect([hidden.status, hidden.headers.get('cache-control')]).toEqual([403, 'no-store'])
  const absent = await fetch(dashboard.url + reveal.replace('/canary/', '/absent/'), {
    method: 'POST',
    headers: { cookie: tess, origin: dashboard.url, 'x-quarterdeck': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ key: 'password' }),
  })
  expect([absent.status, (await absent.text()).replaceAll('absent', 'canary')]).toEqual([403, await hidden.text()])
})

test('it is told to nobody from elsewhere, and a key that is not there is not found', async () => {
  const anna = await signIn(dashboard.url, 'anna')
  const told = await ask(dashboard.url, anna, 'password')
  expect([told.status, told.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect((await ask(dashboard.url, anna, 'password', { origin: 'http://evil.example' })).status).toBe(403)
  expect((await ask(dashboard.url, '', 'password')).status).toBe(401)
  expect((await ask(dashboard.url, anna, 'absent')).status).toBe(404)
  expect((await ask(dashboard.url, anna, '../x')).status).toBe(400)
})

test('no canary is in an answer, a log line, a file of the database, an export or the heap', async () => {
  test.setTimeout(180_000)
  const anna = await signIn(dashboard.url, 'anna')
  const api = `/api/clusters/${contexts.main}`
  const views = ['workloads', 'pods', 'nodes', 'namespaces', 'events', 'problems', 'related', 'advice', 'overview']
  for (const asked of [
    '/api/clusters',
    '/api/sessions',
    '/api/shared-links',
    '/api/audit',
    '/api/health',
    ...views.map((view) => `${api}/views/${view}`),
    `${api}/objects/pods/${namespace}/canary`,
    `${api}/secrets/${namespace}/canary`,
    `${api}/logs?namespace=${namespace}&pod=canary`,
    ...[
      '',
      '/pods',
      '/workloads',
      '/nodes',
      '/problems',
      `/pods/${namespace}/canary`,
      `/secrets/${namespace}/canary`,
    ].map((page) => `/${contexts.main}${page}`),
    '/audit',
    '/sessions',
  ]) {
    const text = await read(dashboard.url + asked, anna)
    expect(text.length, asked).toBeGreaterThan(1)
    for (const never of neverTold) expect(text.includes(never), `${never} in ${asked}`).toBe(false)
  }
  for (const format of ['csv', 'jsonl']) {
    const text = await read(`${dashboard.url}/api/audit?format=${format}`, anna)
    expect(text).toContain('canary/password')
    for (const never of neverKept) expect(text).not.toContain(never)
  }
  for (const never of neverKept) expect(dashboard.said.join('\n')).not.toContain(never)
  for (const file of readdirSync(join(dashboard.folder, 'data'))) {
    const bytes = readFileSync(join(dashboard.folder, 'data', file))
    for (const never of neverKept) expect(bytes.includes(never), `${never} in ${file}`).toBe(false)
  }
  dashboard.signal('SIGUSR2')
  const snapshot = () => readdirSync(dashboard.folder).find((file) => file.endsWith('.heapsnapshot'))
  await expect.poll(snapshot, { timeout: 60_000 }).toBeDefined()
  // It is written in one go that stops the process: when that answers, the file is whole.
  const health = () =>
    fetch(`${dashboard.url}/api/health`).then(
      ({ status }) => status,
      () => 'no answer',
    )
  await expect.poll(health, { timeout: 90_000 }).toBe(200)
  const heap = readFileSync(join(dashboard.folder, snapshot() ?? ''))
  expect(heap.includes('quarterdeck')).toBe(true)
  for (const never of neverTold) expect(heap.includes(never), `${never} in the heap`).toBe(false)
})
