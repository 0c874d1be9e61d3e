import type { LabelSelector } from './json-fields'

interface Requirement {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
}

/** As kubectl takes it behind `-l`: `app=web,tier in (a,b),!legacy`; null where there is none. */
export function selectorText(selector: LabelSelector | undefined): string | null {
  if (selector === undefined) return null
  const { matchLabels, matchExpressions } = selector
  return [...labelTexts(matchLabels), ...matchExpressions.map(requirementText)].join(',') || null
}

export const labelTexts = (labels: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(labels).map(([key, value]) => `${key}=${value}`)

export function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`
    case 'NotIn':
      return values.length === 1 ? `${key}!=${values[0]}` : `${key} notin (${values.join(',')})`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    case 'Gt':
      return `${key} > ${values[0] ?? '?'}`
    case 'Lt':
      return `${key} < ${values[0] ?? '?'}`
    default:
      return `${key} ${operator} ${values.join(',')}`
  }
}
