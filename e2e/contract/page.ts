import { test as base, expect, type Page } from '@playwright/test'

/**
 * A test whose pages must not complain: no console error, no uncaught error, nothing that their policy refused. `forgiven`
 * is what a test provokes on purpose.
 */
export const test = base.extend<{ forgiven: RegExp | null; quiet: undefined }>({
  forgiven: [null, { option: true }],
  quiet: [
    async ({ context, forgiven }, use) => {
      const complaints: string[] = []
      const complain = (text: string) => {
        if (!forgiven?.test(text)) complaints.push(text)
      }
      context.on('weberror', (error) => complain(`uncaught: ${error.error().message}`))
      context.on('console', (message) => {
        if (message.type() === 'error') complain(`${message.text()} (${message.location().url})`)
      })
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

/** The button that says how fresh the page is. */
export const freshnessButton = (page: Page) => page.getByRole('button', { name: /: how fresh this page is$/ })

/** Waits until the page has its rows from the stream and not from the first answer alone. */
export async function expectLive(page: Page): Promise<void> {
  await expect(freshnessButton(page)).toHaveAccessibleName(/^Live/)
}

/** The lines of a list, without its header. */
export const lines = (page: Page) => page.getByRole('grid').locator('[data-index]')

/** The line of an object, by its whole name. */
export const lineOf = (page: Page, name: string) =>
  lines(page).filter({ has: page.getByRole('gridcell', { name, exact: true }) })
