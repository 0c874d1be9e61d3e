const powers = ['', 'Ki', 'Mi', 'Gi', 'Ti']
const thousands = ['n', 'u', 'm', '']

/** A whole number of bytes as resource.Quantity writes a binary one: the greatest unit that divides it. */
export function formatBytes(bytes: number): string {
  let [value, power] = [Math.round(bytes), 0]
  while (value !== 0 && value % 1024 === 0 && power < powers.length - 1) {
    value /= 1024
    power++
  }
  return `${value}${powers[power]}`
}

/** Thousandths of a CPU as resource.Quantity writes them. */
export function formatCpu(milli: number): string {
  let [value, power] = [Math.round(milli * 1e6), 0]
  if (value === 0) return '0'
  while (value % 1000 === 0 && power < thousands.length - 1) {
    value /= 1000
    power++
  }
  return `${value}${thousands[power]}`
}
