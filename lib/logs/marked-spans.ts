import { type AnsiSpan, parseAnsi } from './ansi'
import type { TextMatcher } from './log-filter'

/** A stretch of a line that looks alike, and whether the filter found it. */
export interface MarkedSpan extends AnsiSpan {
  readonly marked: boolean
  /** Where it begins in the line. */
  readonly begin: number
}

/** A line's text as it is drawn: its colours, and what the filter matches in it, over the ends of colours too. */
export function markSpans(raw: string, matcher: TextMatcher | null): readonly MarkedSpan[] {
  const spans = parseAnsi(raw)
  const places = matcher?.placesIn(spans.map(({ text }) => text).join('')) ?? []
  let begin = 0
  return spans.flatMap((span) => {
    const parts = split(span, begin, places)
    begin += span.text.length
    return parts
  })
}

function split(span: AnsiSpan, begin: number, places: readonly (readonly [number, number])[]): readonly MarkedSpan[] {
  const parts: MarkedSpan[] = []
  let at = 0
  const until = (end: number, marked: boolean) => {
    if (end > at) parts.push({ ...span, text: span.text.slice(at, end), marked, begin: begin + at })
    at = Math.max(at, end)
  }
  for (const [from, to] of places) {
    if (to <= begin || from >= begin + span.text.length) continue
    until(from - begin, false)
    until(Math.min(to - begin, span.text.length), true)
  }
  until(span.text.length, false)
  return parts
}
