import type { Page } from '@playwright/test'

declare global {
  var benchFirstShown: Promise<number> | undefined
}

interface Wanted {
  readonly selector: string
  readonly count: number
}

/** Makes every page that is loaded from now on note when so many elements stand. */
export const noteFirst = (page: Page, selector: string, count: number): Promise<unknown> =>
  page.addInitScript(observe, { selector, count })

/** Of the page that was loaded last: from the start of the navigation until the frame that has them was painted, ms. */
export async function firstShown(page: Page): Promise<number> {
  const at = await page.evaluate(() => globalThis.benchFirstShown)
  if (at === undefined) throw new Error('noteFirst comes before the page is loaded.')
  return at
}

/** Runs in the page, before any of its own. */
function observe({ selector, count }: Wanted): void {
  globalThis.benchFirstShown = new Promise((resolve) => {
    const afterPaint = new MessageChannel()
    const look = () => {
      if (document.querySelectorAll(selector).length < count) return
      observer.disconnect()
      requestAnimationFrame(() => {
        afterPaint.port1.onmessage = () => resolve(performance.now())
        afterPaint.port2.postMessage(null)
      })
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { subtree: true, childList: true })
  })
}
