import type { Severity } from '@/lib/health/causes/entry'
import { severities } from '@/lib/health/problems/severity'

export const severityWords: Readonly<Record<Severity, string>> = {
  down: 'Down',
  degraded: 'Degraded',
  'at-risk': 'At risk',
}

export const severityInk: Readonly<Record<Severity, string>> = {
  down: 'text-failed',
  degraded: 'text-degraded',
  'at-risk': 'text-progressing',
}

const marks: Readonly<Record<Severity, string>> = {
  down: 'mark-failed',
  degraded: 'mark-degraded',
  'at-risk': 'mark-paused',
}

/** The severity's shape in its colour. Beside its word it is silent; alone (`named`) it says the word itself. */
export function SeverityMark({ severity, named = false }: { severity: Severity; named?: boolean }) {
  const word = severityWords[severity]
  const name = named ? { role: 'img', 'aria-label': word, title: word } : { 'aria-hidden': true }
  return <span className={`mark ${marks[severity]} ${severityInk[severity]}`} {...name} />
}

/** As a row names it; what is not known is drawn as the least. */
export const severityOf = (text: string): Severity => severities.find((severity) => severity === text) ?? 'at-risk'
