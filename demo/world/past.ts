import { frozenClock, toTimestamp } from '@/demo/clock'
import type { Metadata } from '@/demo/store/objects'
import type { Service } from './catalogue'
import type { EventRecorder } from './event-recorder'
import type { World } from './world'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** What was said then has been forgotten since: Events last an hour. */
const silent: EventRecorder = { record: () => {} }

/** The world at an instant before the story: for letting controllers do what they did then. */
export const past = (world: World, instant: number): World => ({
  ...world,
  clock: frozenClock(instant),
  events: silent,
})

/** Of an object that came to be at an instant; its uid is drawn. */
export function metadataOf(
  { random }: Pick<World, 'random'>,
  at: number,
  own: Pick<Metadata, 'name' | 'namespace' | 'labels' | 'annotations' | 'generation'>,
): Metadata {
  return { ...own, uid: random.uuid(), resourceVersion: '', creationTimestamp: toTimestamp(at) }
}

export const labelsOf = ({ name, namespace }: Pick<Service, 'name' | 'namespace'>) => ({
  app: name,
  'app.kubernetes.io/name': name,
  team: namespace,
})

/** Of a workload of the shop. */
export const workloadMetadata = (world: World, service: Service, at: number): Metadata =>
  metadataOf(world, at, {
    name: service.name,
    namespace: service.namespace,
    generation: 1,
    labels: labelsOf(service),
  })

export const selectorOf = ({ name }: Pick<Service, 'name'>) => ({ matchLabels: { app: name } })
