import type { Page } from '@playwright/test'

export interface FirstRows {
  /** From the start of the navigation until the frame that has them was painted, ms. */
  readonly atMs: number
  readonly names: readonly string[]
}

declare global {
  var benchFirstRows: Promise<FirstRows> | undefined
}

/** Makes every page that is loaded from now on note when its first `count` rows stand. */
export const noteFirstRows = (page: Page, count: number): Promise<unknown> => page.addInitScript(observe, count)

/** Of the page that was loaded last. */
export async function firstRows(page: Page): Promise<FirstRows> {
  const found = await page.evaluate(() => globalThis.benchFirstRows)
  if (found === undefined) throw new Error('noteFirstRows comes before the page is loaded.')
  return found
}

/** Runs in the page, before any of its own. */
function observe(count: number): void {
  const namesOf = () => {
    const headers = [...document.querySelectorAll('[role=columnheader]')].map((header) => header.textContent?.trim())
    const column = headers.indexOf('Name')
    const rows = [...document.querySelectorAll('[role=row][data-index]')].slice(0, count)
    return rows.map((row) => row.children[column]?.textContent ?? '')
  }
  globalThis.benchFirstRows = new Promise((resolve) => {
    const afterPaint = new MessageChannel()
    const look = () => {
      if (document.querySelectorAll('[role=row][data-index]').length < count) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const names = namesOf()
        afterPaint.port1.onmessage = () => resolve({ atMs: performance.now(), names })
        afterPaint.port2.postMessage(null)
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true })
  })
}
