import type { ContainerStatus, Pod } from '@/demo/store/objects'
import { type BackOff, createBackOff } from './back-off'
import type { End } from './lifetime'
import type { NodePods } from './node-pods'

/** An image on its way to a node. */
export interface Pull {
  readonly since: number
  readonly until: number
}

/** A container that was told to end, and when and how it will. */
export interface Kill {
  readonly at: number
  readonly how: End['how']
}

/** Of the pods of one uid: whatever a kubelet knows about its containers and doesn't report. */
export interface PodNotes {
  readonly pulls: Map<string, Pull>
  readonly kills: Map<string, Kill>
  /** Results of a container's probe in a row, by `container/kind`: failures below 0, successes above; and the last one's instant. */
  readonly probes: Map<string, { readonly run: number; readonly at: number }>
  /** How often mounting has failed. */
  mounts: number
}

/** What kubelets know beyond the API. Nothing is kept of pods that run quietly. */
export interface Memory {
  readonly backOff: BackOff
  notesOf(pod: Pod): PodNotes
  peek(pod: Pod): PodNotes | undefined
  imagesOn(node: string): Set<string>
  /** Of a pod that nothing is due for; its back-offs stay. */
  rest(pod: Pod): void
  forget(pod: Pod): void
  forgetNode(node: string): void
}

export function createMemory(podsOn: NodePods): Memory {
  const backOff = createBackOff()
  const notes = new Map<string, PodNotes>()
  const images = new Map<string, Set<string>>()
  const imagesIn = ({ status: { containerStatuses = [], initContainerStatuses = [] } }: Pod): readonly string[] =>
    [...initContainerStatuses, ...containerStatuses].filter(isPresent).map(({ image }) => image)
  return {
    backOff,
    peek: ({ metadata }) => notes.get(metadata.uid),
    notesOf({ metadata }) {
      const known = notes.get(metadata.uid) ?? { pulls: new Map(), kills: new Map(), probes: new Map(), mounts: 0 }
      notes.set(metadata.uid, known)
      return known
    },
    imagesOn(node) {
      const known = images.get(node) ?? new Set(podsOn(node).flatMap(imagesIn))
      images.set(node, known)
      return known
    },
    rest: ({ metadata }) => void notes.delete(metadata.uid),
    forget({ metadata }) {
      notes.delete(metadata.uid)
      backOff.forget(metadata.uid)
    },
    forgetNode: (node) => void images.delete(node),
  }
}

const isPresent = ({ imageID }: ContainerStatus) => imageID !== ''
