import type { LogSource } from '@/lib/logs/log-sources'
import { shortNames } from '@/lib/logs/short-names'

/** Colours that pods are told apart by; more pods than colours share them. */
const colours = 8

/** How a source is named beside its lines. */
export interface SourceLabel {
  /** Class of its pod's colour. */
  readonly colour: string
  /** What tells it from the others; '' where there is only one. */
  readonly short: string
  readonly full: string
}

export interface SourceGroup {
  readonly name: string
  readonly short: string
  /** Null where colour tells nothing. */
  readonly colour: string | null
  readonly sources: readonly LogSource[]
}

export interface GroupedSources {
  readonly labels: readonly SourceLabel[]
  /** By name. */
  readonly pods: readonly SourceGroup[]
  readonly containers: readonly SourceGroup[]
}

/** Pods keep their colours while others come: they are counted in the order in which they were first seen. */
export function groupSources(sources: readonly LogSource[]): GroupedSources {
  const byPod = Map.groupBy(sources, ({ pod }) => pod)
  const byContainer = Map.groupBy(sources, ({ container }) => container)
  const short = shortNames([...byPod.keys()])
  const colourOf = new Map([...byPod.keys()].map((pod, place) => [pod, `pod-mark-${place % colours}`]))
  const labelOf = ({ pod, container }: LogSource): SourceLabel => ({
    colour: colourOf.get(pod) ?? '',
    short: [byPod.size > 1 ? short.get(pod) : [], byContainer.size > 1 ? container : []].flat().join('/'),
    full: `${pod}/${container}`,
  })
  const groupsOf = (groups: ReadonlyMap<string, readonly LogSource[]>, look: (name: string) => Partial<SourceGroup>) =>
    [...groups]
      .map(([name, those]): SourceGroup => ({ name, short: name, colour: null, sources: those, ...look(name) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  return {
    labels: sources.map(labelOf),
    pods: groupsOf(byPod, (pod) => ({ short: short.get(pod) ?? pod, colour: colourOf.get(pod) ?? null })),
    containers: groupsOf(byContainer, () => ({})),
  }
}
