import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as plain } from '@playwright/test'
import { startChild } from '@/e2e/target/child'
import { freePort } from '@/e2e/target/free-port'
import { running } from '@/e2e/target/running'
import { create, inNamespace, remove } from './api'
import { type Answer } from './dashboard'
import { freshnessButton, test as paged } from './page'

const person = 'narrow-nora'
const [own, other, foreign] = ['narrow-own', 'narrow-other', 'narrow-foreign']
const patient = { timeout: 20_000, intervals: [50] }

plain.describe.configure({ mode: 'serial' })
let dashboard: Awaited<ReturnType<typeof openNarrow>>

plain.beforeAll(async () => {
  for (const namespace of [own, other, foreign]) {
    await create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    await create(inNamespace('pods', namespace), podIn(namespace))
  }
  await grant(own)
  dashboard = await openNarrow([own, other])
})

plain.afterAll(async () => {
  await dashboard.close()
  for (const namespace of [own, other, foreign]) {
    await remove(inNamespace('pods', namespace, 'web'))
    await remove(`/api/v1/namespaces/${namespace}`)
  }
})

plain('a dashboard of one namespace shows what kubectl would, and says which namespaces these are', async () => {
  await expect.poll(() => podsIn(dashboard), patient).toEqual([`${own}/web`])
  const { freshness } = await dashboard.ask('pods')
  expect(freshness.pods).toMatchObject({ state: 'live', coverage: { namespaces: [own], refused: [other] } })
})

plain('rows of a namespace come with the right to them, and go with it', async () => {
  await grant(other)
  await expect.poll(() => podsIn(dashboard), patient).toEqual([`${other}/web`, `${own}/web`])
  await remove(bindingsIn(other, 'narrow'))
  await expect.poll(() => podsIn(dashboard), patient).toEqual([`${own}/web`])
})

paged.describe('the pages of who may not list namespaces', () => {
  paged.use({
    storageState: async ({}, use) => use(dashboard.storageState),
    baseURL: async ({}, use) => use(dashboard.url),
  })

  paged('say what they show, and let its namespaces be picked', async ({ page }) => {
    await page.goto('/narrow/pods')
    await expect(page.getByRole('gridcell', { name: 'web', exact: true })).toBeVisible()
    await expect(freshnessButton(page)).toHaveAccessibleName(new RegExp(`^Live in ${own}`))
    await page.getByRole('button', { name: /: choose namespaces$/ }).click()
    await page.getByRole('checkbox', { name: own }).click()
    await expect(page).toHaveURL(new RegExp(`namespace=${own}`))
    await expect(page.getByRole('gridcell', { name: 'web', exact: true })).toBeVisible()
  })
})

function podIn(namespace: string): object {
  const containers = [{ name: 'app', image: 'registry.example/app:1' }]
  // On no node: the same on a cluster whose kubelets are simulated.
  const spec = { containers, nodeSelector: { 'narrow.example/node': 'none' } }
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace }, spec }
}

const bindingsIn = (namespace: string, ...name: readonly string[]) =>
  ['/apis/rbac.authorization.k8s.io/v1/namespaces', namespace, 'rolebindings', ...name].join('/')

/** What many administrators give: the built-in role `view`, in one namespace. */
async function grant(namespace: string): Promise<void> {
  const group = 'rbac.authorization.k8s.io'
  await create(bindingsIn(namespace), {
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'narrow', namespace },
    subjects: [{ apiGroup: group, kind: 'User', name: person }],
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'view' },
  })
}

/** A dashboard of its own, whose kubeconfig is that person's. */
async function openNarrow(namespaces: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-narrow-'))
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(running().api), { mode: 0o600 })
  const args = ['--port', await freePort(), '--kubeconfig', kubeconfig, '--data', join(folder, 'data')]
  const child = startChild('server/main.ts', [...args, '--open', 'narrow', '--person', 'tester'], {
    QUARTERDECK_NAMESPACES: namespaces.join(','),
  })
  const url = await child.line('ready')
  const link = await child.line('sign-in tester')
  const [cookie = ''] = ((await fetch(link, { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')
  const [name = '', value = ''] = cookie.split('=')
  const kept = { name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false }
  return {
    url,
    storageState: { cookies: [{ ...kept, sameSite: 'Lax' as const }], origins: [] },
    async ask(view: string): Promise<Answer> {
      const answer = await fetch(`${url}/api/clusters/narrow/views/${view}?limit=500`, { headers: { cookie } })
      // What the tests are about: they say so when it is anything else.
      return (await answer.json()) as Answer
    },
    async close() {
      await child.end()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The administrator's way in, as the person. */
function kubeconfigOf(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'narrow',
    clusters: [{ name: 'narrow', cluster: { server } }],
    users: [{ name: 'narrow', user: { as: person } }],
    contexts: [{ name: 'narrow', context: { cluster: 'narrow', user: 'narrow' } }],
  })
}

async function podsIn({ ask }: Pick<typeof dashboard, 'ask'>): Promise<readonly string[]> {
  return (await ask('pods')).rows.map(({ namespace, name }) => `${namespace}/${name}`).sort()
}
