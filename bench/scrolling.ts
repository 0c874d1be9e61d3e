import type { Page } from '@playwright/test'

export interface Scrolled {
  readonly frames: number
  /** Frames of 1/60 s that did not come. */
  readonly dropped: number
}

/** Scrolls the list down and up again, a line and a quarter each frame, for so long. */
export const scroll = (page: Page, seconds: number): Promise<Scrolled> => page.evaluate(run, seconds)

/** Runs in the page. */
function run(seconds: number): Promise<Scrolled> {
  const pixelsPerFrame = 40
  const depth = 60_000
  const frameMs = 1000 / 60
  return new Promise((resolve, reject) => {
    const grid = document.querySelector('[role=grid]')
    if (grid === null) return reject(new Error('There is no list on the page.'))
    const started = performance.now()
    let frames = 0
    let direction = 1
    const frame = () => {
      frames += 1
      grid.scrollTop += direction * pixelsPerFrame
      if (grid.scrollTop <= 0) direction = 1
      if (grid.scrollTop >= Math.min(depth, grid.scrollHeight - grid.clientHeight)) direction = -1
      const elapsed = performance.now() - started
      if (elapsed < seconds * 1000) return requestAnimationFrame(frame)
      const dropped = Math.max(0, Math.round(elapsed / frameMs) - frames)
      resolve({ frames, dropped })
    }
    requestAnimationFrame(frame)
  })
}
