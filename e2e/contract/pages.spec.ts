import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { contexts } from '@/e2e/target/running'
import { expectLive, lines, test } from './page'

const pages = ['', 'workloads', 'pods', 'nodes'] as const
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const
const schemes = ['light', 'dark'] as const

const address = (page: string, query = '') => `/${contexts.main}${page === '' ? '' : `/${page}`}${query}`

/** Of the lines, which are all alike, the first ten; everything else whole. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('[role=row][aria-rowindex="11"] ~ *').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}

for (const name of pages)
  for (const size of sizes)
    test(`axe finds nothing on ${name || 'overview'} at ${size.width} px, light and dark`, async ({ page }) => {
      await page.setViewportSize(size)
      await page.goto(address(name))
      await expectLive(page)
      if (name !== '') await expect(lines(page).first()).toBeVisible()
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await expectAccessible(page)
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, 'nothing sticks out sideways').toBeLessThanOrEqual(0)
    })

test('axe finds nothing on an open line, the switcher and the freshness list', async ({ page }) => {
  await page.goto(address('pods'))
  await expectLive(page)
  await lines(page).first().getByRole('gridcell').nth(3).click()
  await expect(page.getByRole('complementary')).toBeVisible()
  for (const name of [/Choose another$/, /how fresh this page is$/]) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('the filter is one key away, narrows the list and is in the address', async ({ page }) => {
  await page.goto(address('pods'))
  await expectLive(page)
  const name = (await lines(page).first().getByRole('gridcell').nth(2).innerText()).trim()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Filter pods' })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(lines(page).first()).toContainText(name)
  await page.reload()
  await expect(page.getByRole('searchbox', { name: 'Filter pods' })).toHaveValue(name)
  await expect(lines(page).first()).toContainText(name)
  await page.getByRole('searchbox', { name: 'Filter pods' }).fill('no-such-pod-anywhere')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filter' }).first().click()
  await expect(lines(page).first()).toBeVisible()
})

test('a column sorts up, down and back, and the address remembers', async ({ page }) => {
  await page.goto(address('nodes'))
  await expectLive(page)
  const header = page.getByRole('columnheader', { name: 'Name' })
  const names = () => lines(page).getByRole('gridcell').nth(2).innerText()
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  await expect(page).toHaveURL(/[?&]sort=name/)
  const first = await names()
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', 'descending')
  await page.mouse.move(0, 0)
  await expect.poll(names).not.toBe(first)
  await page.goBack()
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  await header.getByRole('button').click()
  await header.getByRole('button').click()
  await expect(page).not.toHaveURL(/sort=/)
})

test('a facet narrows the list to its count, and Back widens it', async ({ page }) => {
  await page.goto(address('workloads'))
  await expectLive(page)
  const facet = page.getByRole('navigation', { name: 'Facets' }).getByRole('button', { name: /^DaemonSet/ })
  const count = Number((await facet.innerText()).replace(/\D/g, ''))
  expect(count).toBeGreaterThan(0)
  await facet.click()
  await expect(facet).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('status').filter({ hasText: `${count} of ` })).toBeVisible()
  await expect(page).toHaveURL(/facet\.kind=DaemonSet/)
  await page.goBack()
  await expect(facet).toHaveAttribute('aria-pressed', 'false')
})

test('the keys move, open, follow and step back', async ({ page }) => {
  await page.goto(address('nodes', '?sort=name'))
  await expectLive(page)
  const details = page.getByRole('complementary')
  const nameOf = async (index: number) =>
    (await lines(page).nth(index).getByRole('gridcell').nth(2).innerText()).replace(/\s/g, '')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(details).toHaveAccessibleName(`Details of ${await nameOf(0)}`)
  await expect(page).toHaveURL(/[?&]row=/)
  await page.keyboard.press('j')
  await expect(details).toHaveAccessibleName(`Details of ${await nameOf(1)}`)
  await page.reload()
  await expectLive(page)
  await expect(details).toHaveAccessibleName(`Details of ${await nameOf(1)}`)
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(page).not.toHaveURL(/row=/)
})

test('the switcher shows the cluster that is down, and why', async ({ page }) => {
  await page.goto(address(''))
  await expectLive(page)
  await page.getByRole('button', { name: /Choose another$/ }).click()
  const down = page.getByRole('dialog').getByRole('link', { name: contexts.down })
  await expect(down.locator('.text-failed').first()).toBeVisible({ timeout: 15_000 })
  await expect(down).toContainText(/refuse|connect/i)
  await down.click()
  await expect(page).toHaveURL(new RegExp(`/${contexts.down}$`))
  await expect(page.getByText(/refuse|connect/i).first()).toBeVisible()
})

test('a context with a slash in its name has its pages', async ({ page }) => {
  await page.goto(`/${encodeURIComponent(contexts.slashed)}/nodes`)
  await expectLive(page)
  await expect(lines(page).first()).toBeVisible()
})

test.describe('addresses that lead nowhere', () => {
  // The browser itself reports the answer to the page it was sent to.
  test.use({ forgiven: /the server responded with a status of 404/ })
  for (const [path, title, status] of [
    ['/nowhere/pods', 'There is no cluster “nowhere”', 200],
    [`/${contexts.main}/nothing`, 'There is no page “nothing”', 404],
  ] as const)
    test(`${path} says so and shows the clusters`, async ({ page }) => {
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(status)
      await expect(page.getByRole('heading', { name: title })).toBeVisible()
      await expect(page.getByRole('link', { name: contexts.main }).first()).toBeVisible()
    })
})
