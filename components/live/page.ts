/** `left`: it is being closed or put away. `back`: it was put away and is shown again. `visibility`: shown or hidden. */
export type PageChange = 'left' | 'back' | 'visibility'

/** What is needed of the page that a tab shows. */
export interface Page {
  readonly isVisible: () => boolean
  readonly follow: (onChange: (what: PageChange) => void) => () => void
  /** Runs before the next frame is drawn; not at all while the page is hidden. */
  readonly beforeFrame: (run: () => void) => void
}

export const browserPage: Page = {
  isVisible: () => document.visibilityState === 'visible',
  follow(onChange) {
    const ended = new AbortController()
    const { signal } = ended
    document.addEventListener('visibilitychange', () => onChange('visibility'), { signal })
    window.addEventListener('pageshow', () => onChange('back'), { signal })
    window.addEventListener('pagehide', () => onChange('left'), { signal })
    return () => ended.abort()
  },
  beforeFrame: (run) => void requestAnimationFrame(run),
}
