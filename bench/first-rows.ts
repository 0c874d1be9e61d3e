import type { Page } from '@playwright/test'

export interface FirstRows {
  /** From the start of the navigation until the page had painted the frame that has them, ms. */
  readonly atMs: number
  /** Until that frame stood on the screen, ms: its pixels are drawn by other threads. */
  readonly onScreenMs: number
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

/** Runs in the page, before any of its own. The browser itself says when the last of the rows was painted (Element Timing). */
function observe(count: number): void {
  const mark = 'bench-last-row'
  const namesOf = (column: number) => {
    const rows = [...document.querySelectorAll('[role=row][data-index]')].slice(0, count)
    return rows.map((row) => row.children[column]?.textContent ?? '')
  }
  globalThis.benchFirstRows = new Promise((resolve) => {
    let names: readonly string[] = []
    const look = () => {
      const headers = [...document.querySelectorAll('[role=columnheader]')].map((header) => header.textContent?.trim())
      const column = headers.indexOf('Name')
      const last = document.querySelectorAll('[role=row][data-index]')[count - 1]?.children[column]
      if (!last?.textContent) return
      observer.disconnect()
      last.setAttribute('elementtiming', mark)
      requestAnimationFrame(() => {
        names = namesOf(column)
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('identifier' in entry && entry.identifier === mark && 'paintTime' in entry && 'renderTime' in entry)
          resolve({ atMs: Number(entry.paintTime), onScreenMs: Number(entry.renderTime), names })
    }).observe({ type: 'element', buffered: true })
  })
}
