const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/** RFC 3339, as the API writes its times, to milliseconds since 1970 (finer parts are dropped); undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  if (!rfc3339.test(text)) return undefined
  const instant = Date.parse(text.toUpperCase())
  return Number.isNaN(instant) ? undefined : instant
}
