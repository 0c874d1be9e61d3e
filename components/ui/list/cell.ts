import type { ReactNode } from 'react'

/** What stands in one cell. Its looks and title go on the cell itself: a list has thousands, each an element or two. */
export interface Cell {
  readonly content: ReactNode
  /** Classes. */
  readonly looks?: string | undefined
  /** Said in full on hover. */
  readonly title?: string | undefined
  /** Said beside the content where there is room for all of it. */
  readonly word?: string
}
