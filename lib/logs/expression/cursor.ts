/** Why a text is no expression of ours, in a sentence. */
export class ExpressionError extends Error {}

export function refuse(why: string): never {
  throw new ExpressionError(why)
}

/** A place in a text that is read from its beginning to its end. */
export interface Cursor {
  readonly isAtEnd: boolean
  /** What comes, so many units later. */
  peek(ahead?: number): string | undefined
  /** Throws ExpressionError at the end. */
  next(): string
  /** Goes on if this comes. */
  takes(text: string): boolean
  /** Goes on behind what an expression that begins with `^` finds here. */
  match(expression: RegExp): RegExpExecArray | undefined
}

export function createCursor(source: string): Cursor {
  let at = 0
  return {
    get isAtEnd() {
      return at >= source.length
    },
    peek: (ahead = 0) => source[at + ahead],
    next: () => source[at++] ?? refuse('It ends too early'),
    takes(text) {
      if (!source.startsWith(text, at)) return false
      at += text.length
      return true
    },
    match(expression) {
      const found = expression.exec(source.slice(at)) ?? undefined
      at += found?.[0].length ?? 0
      return found
    },
  }
}
