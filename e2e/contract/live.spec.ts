import { expect, type Page } from '@playwright/test'
import { contexts } from '@/e2e/target/running'
import { collections, create, inNamespace, patch, remove } from './api'
import { expectLive, lineOf, test } from './page'
import { deployment, makeNamespace, stillPod } from './witness'

let namespace: string

test.beforeEach(async () => {
  namespace = await makeNamespace('live')
})

test.afterEach(async () => {
  await remove(`${collections.namespaces}/${namespace}`)
})

const podsPath = (...rest: string[]) => inNamespace('pods', namespace, ...rest)
const listOf = (view: string) => `/${contexts.main}/${view}?namespace=${namespace}`
const count = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })
const soon = { timeout: 2_000 }

/** Follows a page without a reload: what is kept in its window is lost by one. */
async function open(page: Page, view: string): Promise<() => Promise<void>> {
  await page.goto(listOf(view))
  await expectLive(page)
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  return async () => expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
}

test('pods come, change and go on the open page, and the counts with them', async ({ page }) => {
  const expectSameDocument = await open(page, 'pods')
  await expect(page.getByText(`No pods in ${namespace}`)).toBeVisible()

  await create(podsPath(), stillPod('first'))
  await create(podsPath(), stillPod('second'))
  await expect(lineOf(page, 'first')).toBeVisible(soon)
  await expect(count(page, '2 of 2 pods')).toBeVisible(soon)

  const crashing = { name: 'main', image: 'x', imageID: '', ready: false, restartCount: 4, lastState: {} }
  const state = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } }
  await patch(podsPath('first', 'status'), {
    status: { phase: 'Running', containerStatuses: [{ ...crashing, state }] },
  })
  await expect(lineOf(page, 'first')).toContainText('CrashLoopBackOff', soon)
  await expect(lineOf(page, 'first')).toContainText('0/1')

  await remove(podsPath('second'))
  await expect(lineOf(page, 'second')).toHaveCount(0, soon)
  await expect(count(page, '1 of 1 pod')).toBeVisible(soon)
  await expectSameDocument()
})

test('a Deployment that is scaled shows its new size, and its pods', async ({ page }) => {
  const expectSameDocument = await open(page, 'workloads')
  await create(inNamespace('deployments', namespace), deployment('web', 0))
  await expect(lineOf(page, 'web')).toContainText('0/0', soon)
  await patch(inNamespace('deployments', namespace, 'web'), { spec: { replicas: 3 } })
  await expect(lineOf(page, 'web')).toContainText('/3', soon)
  await page.getByRole('link', { name: 'Pods' }).first().click()
  await expect(count(page, '3 of 3 pods')).toBeVisible()
  await expectSameDocument()
})

test('the overview counts along', async ({ page }) => {
  const expectSameDocument = await open(page, '')
  const pods = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Pods' }) })
  await expect(pods).toContainText('0')
  await create(podsPath(), stillPod('counted'))
  await expect(pods.getByRole('link').first()).toHaveText('1', soon)
  await expectSameDocument()
})

test('two tabs see the same change over one stream', async ({ context, page }) => {
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  const other = await context.newPage()
  await open(page, 'pods')
  await open(other, 'pods')
  await create(podsPath(), stillPod('shared'))
  await expect(lineOf(other, 'shared')).toBeVisible(soon)
  await page.bringToFront()
  await expect(lineOf(page, 'shared')).toBeVisible(soon)

  const session = await context.browser()?.newBrowserCDPSession()
  const targets = await session?.send('Target.getTargets')
  expect(targets?.targetInfos.filter(({ type }) => type === 'shared_worker')).toHaveLength(1)
  const streams = (list: readonly string[]) => list.filter((url) => url.includes('/api/live/'))
  expect(new Set(streams(asked)).size, 'no tab has a stream of its own').toBeLessThanOrEqual(1)
})
