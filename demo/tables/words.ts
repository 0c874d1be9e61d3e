import type { Container, LabelSelector, TextMap } from '@/demo/store/objects'

/** labels.FormatLabels: `a=b,c=d`. */
export const formatLabels = (labels: TextMap | undefined): string => equalities(labels).join(',') || '<none>'

/** metav1.FormatLabelSelector: `a=b,c in (d,e),!f`. */
export const formatSelector = (selector: LabelSelector | undefined): string => selectorText(selector) || '<none>'

/** labels.Selector's String: requirements in the order of their keys. */
export function selectorText({ matchLabels, matchExpressions = [] }: LabelSelector = {}): string {
  const requirements = matchExpressions.map(({ key, operator, values = [] }) => ({
    key,
    text: requirementText(key, operator, values.toSorted().join(',')),
  }))
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }))
  return [...equal, ...requirements]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ text }) => text)
    .join(',')
}

function requirementText(key: string, operator: string, values: string): string {
  if (operator === 'Exists') return key
  if (operator === 'DoesNotExist') return `!${key}`
  return `${key} ${operator.toLowerCase()} (${values})`
}

const equalities = (labels: TextMap = {}) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()

/** layoutContainerCells: the names and the images. */
export const containerCells = (containers: readonly Container[]): readonly [string, string] => [
  containers.map(({ name }) => name).join(','),
  containers.map(({ image }) => image).join(','),
]

/** `a,b,c + 2 more...`. */
export const shortened = (all: readonly string[], separator = ',', most = 3): string =>
  all.slice(0, most).join(separator) + (all.length > most ? ` + ${all.length - most} more...` : '')

const shortModes: TextMap = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
}

export const accessModes = (modes: readonly string[] | undefined): string =>
  Object.keys(shortModes)
    .filter((mode) => modes?.includes(mode))
    .map((mode) => shortModes[mode])
    .join(',')
