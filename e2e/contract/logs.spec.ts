import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { contexts, running } from '@/e2e/target/running'
import { ask } from './dashboard'
import { test } from './page'

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

const log = (page: Page) => page.getByRole('log')
const rows = (page: Page) => log(page).locator('.log-row')
const filter = (page: Page) => page.getByRole('searchbox', { name: 'Filter lines' })

/** A running pod's logs, with lines on the screen. */
async function openLogs(page: Page, query = ''): Promise<void> {
  const { rows: pods } = await ask('pods', { 'facet.status': 'Running', sort: 'name', limit: 1 })
  const [pod] = pods
  if (pod === undefined) throw new Error('no pod is running')
  const asked = new URLSearchParams({ namespace: String(pod.namespace), pod: String(pod.name) })
  await page.goto(`/${contexts.main}/logs?${asked}${query}`)
  await expect(rows(page).first()).toBeVisible()
}

const heldLines = async (page: Page) => Number((await page.getByText(/^[\d,]+ lines?/).innerText()).replace(/\D/g, ''))

test("a pod's lines are one step from its line in the list", async ({ page }) => {
  await page.goto(`/${contexts.main}/pods?facet.status=Running&facet.health=healthy`)
  await page.getByRole('grid').locator('[data-index]').first().getByRole('gridcell').nth(3).click()
  await page.getByRole('complementary').getByRole('link', { name: 'Logs' }).click()
  await expect(rows(page).first()).toBeVisible()
})

test('lines show at the latest, and more come', async ({ page }) => {
  await openLogs(page)
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  const before = await heldLines(page)
  expect(before).toBeGreaterThan(0)
  // The simulated kubelets of the real control plane serve a file that nobody writes to.
  if (running().target === 'demo') await expect.poll(() => heldLines(page), { timeout: 25_000 }).toBeGreaterThan(before)
  const fromEnd = await log(page).evaluate((at) => at.scrollHeight - at.scrollTop - at.clientHeight)
  expect(fromEnd).toBeLessThanOrEqual(4)
})

test('the text filter narrows the lines, marks them, and is in the address', async ({ page }) => {
  await openLogs(page)
  const text = (await rows(page).last().locator('.log-text').innerText()).trim()
  const word = /[A-Za-z]{3,}/.exec(text)?.[0] ?? text.slice(0, 5)
  await page.keyboard.press('/')
  await expect(filter(page)).toBeFocused()
  await filter(page).fill(word)
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(rows(page).first().locator('mark').first()).toBeVisible()
  await page.reload()
  await expect(filter(page)).toHaveValue(word)
  await expect(rows(page).first()).toBeVisible()
  await filter(page).fill('no such line anywhere')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filter' }).first().click()
  await expect(rows(page).first()).toBeVisible()
})

test('a line opens, and following waits', async ({ page }) => {
  await openLogs(page)
  await rows(page).last().click()
  await expect(page.getByRole('complementary', { name: 'The opened line' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary')).toHaveCount(0)
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
})

for (const size of sizes)
  test(`axe finds nothing on logs at ${size.width} px, light and dark`, async ({ page }) => {
    await page.setViewportSize(size)
    await openLogs(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, 'nothing sticks out sideways').toBeLessThanOrEqual(0)
  })

test('no pod at all is said in words', async ({ page }) => {
  await page.goto(`/${contexts.main}/logs?namespace=default&pod=no-such-pod`)
  await expect(page.getByText(/no pod of pod no-such-pod/)).toBeVisible()
  await page.goto(`/${contexts.main}/logs?namespace=default`)
  await expect(page.getByText('Whose logs?')).toBeVisible()
})
