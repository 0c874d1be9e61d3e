const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How long ago `at` was, as kubectl counts it: HumanDuration, k8s.io/apimachinery v0.36 pkg/util/duration. Instants in ms. */
export function formatAge(now: number, at: number): string {
  const age = now - at
  const seconds = Math.trunc(age / second)
  // Two clocks may differ by a second or so: that is still now.
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (age < 2 * minute) return `${seconds}s`
  if (age < 10 * minute) return pair(age, minute, 'm', second, 's')
  if (age < 3 * hour) return `${Math.floor(age / minute)}m`
  if (age < 8 * hour) return pair(age, hour, 'h', minute, 'm')
  if (age < 2 * day) return `${Math.floor(age / hour)}h`
  if (age < 8 * day) return pair(age, day, 'd', hour, 'h')
  if (age < 2 * 365 * day) return `${Math.floor(age / day)}d`
  if (age < 8 * 365 * day) return pair(age, 365 * day, 'y', day, 'd')
  return `${Math.floor(age / (365 * day))}y`
}

function pair(age: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((age % large) / small)
  return `${Math.floor(age / large)}${largeUnit}${rest === 0 ? '' : `${rest}${smallUnit}`}`
}
