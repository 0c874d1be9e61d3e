export interface LogInstant {
  /** ms since 1970. */
  readonly at: number
  /** Millionths of a millisecond beyond it. */
  readonly nanos: number
}

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** The instant with which a kubelet begins a line (`timestamps=true`, RFC 3339 with nanoseconds); undefined for other text. */
export function parseLogInstant(text: string): LogInstant | undefined {
  const [, seconds, fraction = '', zone] = form.exec(text) ?? []
  if (seconds === undefined || zone === undefined) return undefined
  const at = Date.parse(seconds + zone)
  if (Number.isNaN(at)) return undefined
  const digits = fraction.padEnd(9, '0')
  return { at: at + Number(digits.slice(0, 3)), nanos: Number(digits.slice(3)) }
}
