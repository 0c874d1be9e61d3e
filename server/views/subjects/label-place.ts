import { podNameLabel, type Subject } from '@/lib/views/related/subject'

type Labels = Readonly<Record<string, string>>

const ordinal = /-\d+$/

/** The names of a StatefulSet's pods are at one place, that of its own name. */
const labelPlace = (namespace: string, key: string, value: string): string =>
  `${namespace} ${key}=${key === podNameLabel ? value.replace(ordinal, '') : value}`

/** What a selector may select is at each of these places: at the labels that it demands, or among all of its namespace. */
export function placesOfSelector(namespace: string, selector: Labels): readonly string[] {
  const demanded = Object.entries(selector)
  return demanded.length === 0 ? [namespace] : demanded.map(([key, value]) => labelPlace(namespace, key, value))
}

/** Whatever selects these labels is found at one of these places. */
export function placesOfLabels(namespace: string, labels: Labels): readonly string[] {
  return [namespace, ...Object.entries(labels).map(([key, value]) => labelPlace(namespace, key, value))]
}

/** Whatever selects pods of a workload, or one of them, is found at one of these places. */
export function placesOfSubject({ reference: { kind, namespace, name }, labels }: Subject): readonly string[] {
  const places = placesOfLabels(namespace, labels)
  return kind === 'StatefulSet' ? [...places, labelPlace(namespace, podNameLabel, `${name}-0`)] : places
}
