const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** A whole number with its thousands apart: `12,480`. */
export function formatCount(count: number): string {
  return grouped.format(count)
}
