const withDecimals = [0, 1, 2, 3].map((most) => new Intl.NumberFormat('en-US', { maximumFractionDigits: most }))

/** Cores to three digits or so: `0.25`, `1.5`, `96`. */
export function formatCores(cores: number): string {
  return formatNumber(cores, cores < 1 ? 3 : 2)
}

const units = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

/** Bytes in the largest binary unit that leaves at least 1, as Kubernetes writes them: `512Mi`, `1.5Gi`; below 1Ki the bare number. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = ''
  for (const next of units) {
    // 1023.95 would round to 1,024.
    if (Math.abs(value) < 1023.95) break
    value /= 1024
    unit = next
  }
  return `${formatNumber(value, unit === '' ? 0 : 2)}${unit}`
}

/** Fewer decimals for larger numbers. */
function formatNumber(value: number, most: number): string {
  const size = Math.abs(value)
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : most
  return (withDecimals[Math.min(decimals, most)] ?? new Intl.NumberFormat('en-US')).format(value)
}
