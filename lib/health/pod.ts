import type { Pod } from '@/lib/kube/kinds/pod'
import type { Finding } from './finding'
import { isReady } from './pod-conditions'
import { findCrash } from './pods/crashes'
import { findCreationFault, findPreparationFault } from './pods/creation'
import { findStuckDeletion } from './pods/deletion'
import { findEnding } from './pods/endings'
import { findImageFault } from './pods/images'
import { findInitialising } from './pods/initialising'
import { findLostWithNode } from './pods/lost'
import { findResize, findUnready } from './pods/readiness'
import { containersOf, type PodScene, type PodSurroundings, setScene } from './pods/scene'
import { findSchedulingFault } from './pods/scheduling'

/** Of a pod with hundreds of broken containers as many as tell what is going on. */
const most = 5

const none: readonly Finding[] = []

/** What is wrong with a pod. The questions stand in the order in which one makes the next needless. */
export function findInPod(pod: Pod, around: PodSurroundings): readonly Finding[] {
  const { status, metadata } = pod
  if (status === undefined || status.phase === 'Succeeded') return none
  if (metadata?.deletionTimestamp === undefined && isQuiet(pod)) return none
  const scene = setScene(pod, status, around)
  if (status.phase === 'Failed') return listed(findEnding(scene), stuckAfterwards(scene))
  const lost = findLostWithNode(scene)
  if (lost !== undefined) return [lost]
  if (metadata?.deletionTimestamp !== undefined) return listed(findEnding(scene), findStuckDeletion(scene))
  const faults = findInContainers(scene)
  if (faults.length > 0) return faults
  const fault =
    findSchedulingFault(scene) ?? findPreparationFault(scene) ?? findInitialising(scene) ?? findUnready(scene)
  return listed(fault, findResize(scene))
}

/** Most pods are well; of those nothing more is asked. Conditions that others write may still speak of trouble. */
function isQuiet({ status }: Pod): boolean {
  if (status === undefined || status.phase !== 'Running' || !isReady(status)) return false
  for (const { type, status: value } of status.conditions)
    if (value === 'True' && (type === 'PodResizePending' || type === 'PodResizeInProgress')) return false
  for (const { state, restartCount } of containersOf(status))
    if (restartCount > 0 || state?.waiting !== undefined) return false
  return true
}

function findInContainers(scene: PodScene): readonly Finding[] {
  const found: Finding[] = []
  for (const container of containersOf(scene.status)) {
    const fault = findImageFault(scene, container) ?? findCreationFault(scene, container) ?? findCrash(scene, container)
    if (fault !== undefined) found.push(fault)
    if (found.length === most) break
  }
  return found
}

/** A failed pod that is being deleted can hang like any other. */
const stuckAfterwards = (scene: PodScene) =>
  scene.pod.metadata?.deletionTimestamp === undefined ? undefined : findStuckDeletion(scene)

const listed = (...found: readonly (Finding | undefined)[]): readonly Finding[] =>
  found.filter((finding) => finding !== undefined)
