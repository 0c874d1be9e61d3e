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

const shapes: Readonly<Record<Health, React.ReactNode>> = {
  healthy: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  progressing: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.35" />
      <path d="M6 2a4 4 0 0 1 0 8" fill="none" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  degraded: <path d="M6 1.5 11 10.5H1z" fill="currentColor" />,
  failed: <rect x="2" y="2" width="8" height="8" rx="1" fill="currentColor" />,
  paused: <circle cx="6" cy="6" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
}

/** The state's shape in its colour. Beside its word it is silent; alone (`named`) it says the word itself. */
export function HealthMark({ health, named = false }: { health: Health; named?: boolean }) {
  const name = named ? { role: 'img', 'aria-label': healthWords[health] } : { 'aria-hidden': true }
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" className={`shrink-0 ${healthInk[health]}`} {...name}>
      {named && <title>{healthWords[health]}</title>}
      {shapes[health]}
    </svg>
  )
}

export function isHealth(value: unknown): value is Health {
  return typeof value === 'string' && Object.hasOwn(healthWords, value)
}
