import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { contexts } from '@/e2e/target/running'
import { collections, create, inNamespace, patch, remove } from './api'
import { expectLive, lineOf, test } from './page'
import { deployment, makeNamespace, stillPod } from './witness'

let namespace: string

test.beforeEach(async () => {
  namespace = await makeNamespace('objects')
})

test.afterEach(async () => {
  await remove(`${collections.namespaces}/${namespace}`)
})

const soon = { timeout: 3_000 }
const podsPath = (...rest: string[]) => inNamespace('pods', namespace, ...rest)
const podPage = (name: string, query = '') => `/${contexts.main}/pods/${namespace}/${name}${query}`
const name = (page: Page) => page.getByRole('heading', { level: 1 })

test('a pod opens from the list, its tabs are in the address, and it follows its object', async ({ page }) => {
  await create(podsPath(), stillPod('web'))
  await page.goto(`/${contexts.main}/pods?namespace=${namespace}`)
  await expectLive(page)
  await lineOf(page, 'web').getByRole('gridcell').nth(2).click()
  await page.getByRole('complementary').getByRole('link', { name: 'Open', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/pods/${namespace}/web$`))
  await expect(name(page)).toHaveText('web')
  await expect(page.getByRole('heading', { name: 'main' })).toBeVisible()

  const crashing = { name: 'main', image: 'x', imageID: '', ready: false, restartCount: 4, lastState: {} }
  const state = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } }
  await patch(podsPath('web', 'status'), {
    status: { phase: 'Running', containerStatuses: [{ ...crashing, state }] },
  })
  await expect(page.getByText('4 restarts')).toBeVisible(soon)

  await page.getByRole('tab', { name: 'YAML' }).click()
  await expect(page).toHaveURL(/[?&]tab=yaml/)
  await expect(page.locator('pre')).toContainText('restartCount: 4')
  await expect(page.locator('pre')).not.toContainText('managedFields')
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('tab', { name: 'Logs' })).toBeFocused()
  await page.goBack()
  await expect(page.getByRole('tab', { name: 'YAML' })).toHaveAttribute('aria-selected', 'true')
})

test('a deleted pod stays in sight and says so; its namesake is one press away', async ({ page }) => {
  await create(podsPath(), stillPod('web'))
  await page.goto(podPage('web'))
  await expect(page.getByRole('heading', { name: 'main' })).toBeVisible()
  await remove(podsPath('web'))
  await expect(page.getByText(/This Pod was deleted at \d\d:\d\d/)).toBeVisible(soon)
  await expect(page.getByRole('heading', { name: 'main' })).toBeVisible()
  await create(podsPath(), stillPod('web'))
  await page.getByRole('button', { name: 'Show the new one' }).click()
  await expect(page.getByText('This Pod was deleted')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'main' })).toBeVisible()
})

test('a pod that is not there says so, and is shown once it is', async ({ page }) => {
  await page.goto(podPage('later'))
  await expect(page.getByText(`There is no Pod ${namespace}/later`)).toBeVisible()
  await create(podsPath(), stillPod('later'))
  await expect(page.getByRole('heading', { name: 'main' })).toBeVisible(soon)
})

test('a Deployment shows its pods by revision, and each leads to its page and back', async ({ page }) => {
  await create(inNamespace('deployments', namespace), deployment('web', 3))
  await page.goto(`/${contexts.main}/workloads/${namespace}/deployment/web`)
  await expect(name(page)).toHaveText('web')
  const cells = page.getByRole('link', { name: /^web-[\w-]+: / })
  await expect(cells).toHaveCount(3)
  await page.getByRole('tab', { name: 'Pods' }).click()
  await expect(page.getByRole('grid', { name: 'pods' }).locator('[data-index]')).toHaveCount(3)
  await page.getByRole('tab', { name: 'Overview' }).click()
  await cells.first().click()
  await expect(page).toHaveURL(/\/pods\//)
  await page.getByRole('link', { name: 'Deployment web' }).first().click()
  await expect(page).toHaveURL(/\/workloads\/[\w-]+\/deployment\/web$/)
})

const services = () => `/api/v1/namespaces/${namespace}/services`
const budgets = () => `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`

test('a workload and its pods show what selects and protects them, as it comes and goes', async ({ page }) => {
  await create(inNamespace('deployments', namespace), deployment('web', 2))
  await page.goto(`/${contexts.main}/workloads/${namespace}/deployment/web`)
  const related = page.getByRole('region', { name: 'Related' })
  await expect(related).toContainText('No Service, Ingress, autoscaler, disruption budget or network policy.')
  const selector = { app: 'web' }
  await create(services(), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front' },
    spec: { selector, ports: [{ port: 80, targetPort: 8080 }] },
  })
  await create(budgets(), {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'keep-one' },
    spec: { minAvailable: 1, selector: { matchLabels: selector } },
  })
  const front = related.getByRole('listitem').filter({ hasText: /^ ?front/ })
  await expect(front).toContainText(/of 2 endpoints ready/, { timeout: 15_000 })
  await expect(front).toContainText('ClusterIP, 80 → 8080')
  await expect(related.getByRole('listitem').filter({ hasText: 'keep-one' })).toContainText('minAvailable 1', soon)
  await expect(related).toContainText('No Ingress, autoscaler or network policy.')

  await page
    .getByRole('link', { name: /^web-[\w-]+: / })
    .first()
    .click()
  await expect(page).toHaveURL(/\/pods\//)
  await expect(front).toContainText(/of 2 endpoints ready/)
  await remove(`${services()}/front`)
  await expect(front).toHaveCount(0, soon)
  await expect(related).toContainText('keep-one')
})

test('advice stands apart, leads to its field, and is muted by an annotation', async ({ page }) => {
  await create(inNamespace('deployments', namespace), deployment('web', 1))
  await page.goto(`/${contexts.main}/workloads/${namespace}/deployment/web`)
  const advice = page.getByRole('region', { name: /^Advice/ })
  await expect(advice.getByRole('heading')).toHaveText('Advice · 1')
  await advice.getByText('No requests').click()
  await expect(advice).toContainText('The scheduler puts it where there may be no room')
  await advice.getByRole('link').click()
  await expect(page).toHaveURL(/[?&]tab=yaml/)
  await expect(page.getByRole('status').filter({ hasText: 'is not set' })).toContainText('requests')
  await expect(page.locator('pre [aria-current]')).toContainText('resources')
  await page.goBack()
  await patch(inNamespace('deployments', namespace, 'web'), {
    metadata: { annotations: { 'quarterdeck.dev/mute-advice': 'no-requests' } },
  })
  await expect(advice).toContainText('1 muted by quarterdeck.dev/mute-advice', soon)
  await expect(advice.getByText('No requests')).toHaveCount(0)
})

test('a node has a page, its conditions in words', async ({ page }) => {
  await page.goto(`/${contexts.main}/nodes`)
  await expectLive(page)
  const address = await page.getByRole('grid').getByRole('link').first().getAttribute('href')
  await page.goto(address ?? '')
  await expect(page).toHaveURL(/\/nodes\/[\w.-]+$/)
  await expect(page.getByRole('heading', { name: 'Conditions' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Disruption budgets of its pods' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Ready' }).first()).toBeVisible()
})

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

for (const size of sizes)
  test(`axe finds nothing on a pod and a workload at ${size.width} px, light and dark`, async ({ page }) => {
    await create(inNamespace('deployments', namespace), deployment('web', 2))
    await page.setViewportSize(size)
    for (const path of [`workloads/${namespace}/deployment/web`, `workloads/${namespace}/deployment/web?tab=yaml`]) {
      await page.goto(`/${contexts.main}/${path}`)
      await expect(page.getByRole('tabpanel')).toContainText('web')
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, 'nothing sticks out sideways').toBeLessThanOrEqual(0)
    }
  })
