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

/**
 * The state's shape in its colour. Beside its word it is silent; alone (`named`) it says the word itself. Null is the
 * state of what the viewer sees only in part.
 */
export function HealthMark({ health, named = false }: { health: Health | null; named?: boolean }) {
  const word = health === null ? 'State hidden: it comes from objects that you may not list' : healthWords[health]
  const name = named ? { role: 'img', 'aria-label': word, title: word } : { 'aria-hidden': true }
  const shown = health ?? 'paused'
  return <span className={`mark mark-${shown} ${healthInk[shown]}`} {...name} />
}

export function isHealth(value: unknown): value is Health {
  return typeof value === 'string' && Object.hasOwn(healthWords, value)
}
