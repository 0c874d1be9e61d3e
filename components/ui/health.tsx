import type { Health } from '@/lib/views/view'

export const healthWords: Readonly<Record<Health, string>> = {
  healthy: 'Healthy',
  progressing: 'Progressing',
  degraded: 'Degraded',
  failed: 'Failed',
  paused: 'Paused',
}

export const healthInk: Readonly<Record<Health, string>> = {
  healthy: 'text-healthy',
  progressing: 'text-progressing',
  degraded: 'text-degraded',
  failed: 'text-failed',
  paused: 'text-paused',
}

/** The state's shape in its colour. Beside its word it is silent; alone (`named`) it says the word itself. */
export function HealthMark({ health, named = false }: { health: Health; named?: boolean }) {
  const name = named
    ? { role: 'img', 'aria-label': healthWords[health], title: healthWords[health] }
    : { 'aria-hidden': true }
  return <span className={`mark mark-${health} ${healthInk[health]}`} {...name} />
}

export function isHealth(value: unknown): value is Health {
  return typeof value === 'string' && Object.hasOwn(healthWords, value)
}
