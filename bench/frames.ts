import type { Page } from '@playwright/test'

export interface Frames {
  /** Between one and the next, ms. */
  readonly intervals: readonly number[]
  readonly perSecond: number
  /** The share that did not come, of 60 a second. */
  readonly missing: number
}

/** The frames that a page draws in so long. */
export async function countFrames(page: Page, seconds: number): Promise<Frames> {
  const intervals = await page.evaluate(run, seconds)
  const perSecond = intervals.length / seconds
  return { intervals, perSecond, missing: Math.max(0, 1 - perSecond / 60) }
}

/** Runs in the page. */
function run(seconds: number): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const intervals: number[] = []
    let before = performance.now()
    const end = before + seconds * 1000
    const frame = (now: number) => {
      intervals.push(now - before)
      before = now
      if (now < end) requestAnimationFrame(frame)
      else resolve(intervals)
    }
    requestAnimationFrame(frame)
  })
}
