import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './page'

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const
const schemes = ['light', 'dark'] as const

// Each of them is several pages in two looks.
test.describe.configure({ timeout: 90_000 })

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, 'nothing sticks out sideways').toBeLessThanOrEqual(0)
}

for (const size of sizes) {
  test(`axe finds nothing on Audit, its filters and an open act at ${size.width} px, light and dark`, async ({
    page,
  }) => {
    await page.setViewportSize(size)
    await page.goto('/audit')
    const acts = page.getByRole('list', { name: 'Acts, newest first' })
    await expect(acts.getByRole('listitem').first()).toBeVisible()
    await expectAccessible(page)
    const filters = page.getByRole('button', { name: /^Filters/ })
    if (await filters.isVisible()) await filters.click()
    await expect(page.getByRole('combobox', { name: 'Outcome' })).toBeVisible()
    await acts.getByRole('listitem').first().locator('summary').click()
    await expect(acts.getByRole('definition').first()).toBeVisible()
    await expectAccessible(page)
  })

  test(`axe finds nothing on Audit without a match, Sessions and the sign-in at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size)
    await page.goto('/audit?q=no-such-act-anywhere')
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await expectAccessible(page)
    await page.goto('/sessions')
    await expect(page.getByRole('heading', { name: 'Shared links' })).toBeVisible()
    await expectAccessible(page)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { name: /^Sign in/ })).toBeVisible()
    await expectAccessible(page)
  })
}

test('what is asked of Audit is in its address, and the filter can be cleared', async ({ page }) => {
  await page.goto('/audit')
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('refused')
  await expect(page).toHaveURL(/[?&]outcome=refused/)
  await page.getByRole('link', { name: 'Clear filter' }).first().click()
  await expect(page).not.toHaveURL(/outcome/)
  await expect(page.getByRole('list', { name: 'Acts, newest first' })).toBeVisible()
})
