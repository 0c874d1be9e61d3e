import type { Page } from '@playwright/test'
import { Failure } from './failure'
import type { Seen } from './writes'

declare global {
  var benchSeen: [number, number][] | undefined
}

/** Begins to note each new number in the RESTARTS column, and when the frame that has it was painted. */
export async function noteShownNumbers(page: Page): Promise<void> {
  const found = await page.evaluate(observe)
  if (!found) throw new Failure('The list of pods has no column Restarts.')
}

export async function shownNumbers(page: Page): Promise<readonly Seen[]> {
  return (await page.evaluate(() => globalThis.benchSeen)) ?? []
}

/** Runs in the page. A frame's content is read before it is painted and stamped after. */
function observe(): boolean {
  const headers = [...document.querySelectorAll('[role=columnheader]')].map((header) => header.textContent?.trim())
  const column = headers.indexOf('Restarts')
  const grid = document.querySelector('[role=grid]')
  if (column < 0 || grid === null) return false
  const seen: [number, number][] = []
  const known = new Set<number>()
  const touched = new Set<Element>()
  const painted: number[] = []
  const afterPaint = new MessageChannel()
  globalThis.benchSeen = seen
  afterPaint.port1.onmessage = () => {
    const at = Date.now()
    for (const number of painted.splice(0)) seen.push([number, at])
  }
  const read = () => {
    for (const row of touched) {
      const number = Number.parseInt(row.children[column]?.textContent ?? '', 10)
      if (Number.isNaN(number) || known.has(number)) continue
      known.add(number)
      painted.push(number)
    }
    touched.clear()
    afterPaint.port2.postMessage(null)
  }
  new MutationObserver((changes) => {
    if (touched.size === 0) requestAnimationFrame(read)
    for (const { target, addedNodes } of changes)
      for (const node of [target, ...addedNodes]) {
        const row = (node instanceof Element ? node : node.parentElement)?.closest('[data-index]')
        if (row) touched.add(row)
      }
  }).observe(grid, { subtree: true, childList: true, characterData: true })
  return true
}
