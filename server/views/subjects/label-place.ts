import { podNameLabel } from '@/lib/views/related/subject'

type Labels = Readonly<Record<string, string>>

const labelPlace = (namespace: string, key: string, value: string): string => `${namespace} ${key}=${value}`

/** Where to look for what a selector may select: at one label that it demands, or among all of its namespace. */
export function placeOfSelector(namespace: string, selector: Labels = {}): string {
  for (const [key, value] of Object.entries(selector))
    if (key !== podNameLabel) return labelPlace(namespace, key, value)
  return namespace
}

/** Every place at which something is found that may select these labels. */
export function* placesOfLabels(namespace: string, labels: Labels): Generator<string> {
  yield namespace
  for (const [key, value] of Object.entries(labels)) yield labelPlace(namespace, key, value)
}
