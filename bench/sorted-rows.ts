import type { Page } from '@playwright/test'

declare global {
  var benchSortedAt: Promise<number> | undefined
}

/** Makes the next page sort by name as soon as it counts all pods, and note when the rows stand as expected. */
export const noteSortedRows = (page: Page, expected: readonly string[]): Promise<unknown> =>
  page.addInitScript(observe, [...expected])

/** From the start of the navigation until the frame that has the sorted rows was painted, ms. */
export async function sortedAt(page: Page): Promise<number> {
  const found = await page.evaluate(() => globalThis.benchSortedAt)
  if (found === undefined) throw new Error('noteSortedRows comes before the page is loaded.')
  return found
}

/** Runs in the page, before any of its own. */
function observe(expected: readonly string[]): void {
  const patienceMs = 30_000
  const headers = () => [...document.querySelectorAll('[role=columnheader]')]
  const columnNamed = (name: string) => headers().findIndex((header) => header.textContent?.trim() === name)
  const countsAll = () =>
    [...document.querySelectorAll('[role=status]')].some((status) => {
      const [, matched, total] = /^([\d,]+) of ([\d,]+) pods/.exec(status.textContent ?? '') ?? []
      return matched !== undefined && matched !== '0' && matched === total
    })
  /** React has taken the button over when it has put its own properties on it. */
  const press = () => {
    const button = headers()[columnNamed('Name')]?.querySelector('button')
    if (!button || !Object.keys(button).some((key) => key.startsWith('__reactProps'))) return false
    button.click()
    return true
  }
  const isSorted = () => {
    const column = columnNamed('Name')
    const rows = [...document.querySelectorAll('[role=row][data-index]')].slice(0, expected.length)
    return rows.map((row) => row.children[column]?.textContent).join() === expected.join()
  }
  globalThis.benchSortedAt = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('The rows did not come in the order of their names.')), patienceMs)
    const afterPaint = new MessageChannel()
    afterPaint.port1.onmessage = () => resolve(performance.now())
    let pressed = false
    const frame = () => {
      if (!pressed) pressed = countsAll() && press()
      if (pressed && isSorted()) afterPaint.port2.postMessage(null)
      else requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
