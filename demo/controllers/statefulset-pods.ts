import { toTimestamp } from '@/demo/clock'
import type { PersistentVolumeClaim } from '@/demo/store/core-objects'
import {
  type ClaimTemplate,
  isReady,
  type Pod,
  type PodSpec,
  type PodTemplate,
  type StatefulSet,
} from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { createPod, deletePod, type Own, untilAvailable } from './pods'
import { revisionLabel, revisionName } from './revisions'
import { defaultClassOf } from './volumes'

const component = 'statefulset-controller'

export const startOrdinal = ({ spec }: StatefulSet): number => spec.ordinals?.start ?? 0
export const ordinalOf = ({ metadata }: Pod): number => Number(metadata.name.slice(metadata.name.lastIndexOf('-') + 1))
export const revisionOfPod = ({ metadata }: Pod): string => metadata.labels?.[revisionLabel] ?? ''
export const isTerminating = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined
export const isRunningAndReady = (pod: Pod): boolean => pod.status.phase === 'Running' && isReady(pod)

export function isUnavailable(pod: Pod, { spec }: StatefulSet, now: number): boolean {
  return !isRunningAndReady(pod) || untilAvailable(pod, spec.minReadySeconds ?? 0, now) !== 0 || isTerminating(pod)
}

export function ownPods({ store }: World, { metadata }: StatefulSet): readonly Pod[] {
  return store.pods.ownedBy(metadata.uid).toSorted((a, b) => ordinalOf(a) - ordinalOf(b))
}

/** What the pod of an ordinal has of its own: name, labels, host name and volumes. */
export function ordinalLabels(
  set: StatefulSet,
  ordinal: number,
  template: PodTemplate = set.spec.template,
  revision = revisionName(set),
) {
  const name = `${set.metadata.name}-${ordinal}`
  const labels: Record<string, string> = {
    [revisionLabel]: revision,
    'statefulset.kubernetes.io/pod-name': name,
    'apps.kubernetes.io/pod-index': String(ordinal),
  }
  return { name, labels, spec: ownSpec(set, name, template.spec) } satisfies Own
}

function ownSpec({ spec }: StatefulSet, name: string, given: PodSpec): PodSpec {
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: `${metadata.name}-${name}` },
  }))
  const others = (given.volumes ?? []).filter((volume) => claims.every((claim) => claim.name !== volume.name))
  const volumes = claims.length === 0 ? {} : { volumes: [...claims, ...others] }
  return { ...given, hostname: name, ...(spec.serviceName ? { subdomain: spec.serviceName } : {}), ...volumes }
}

/** Makes the pod of an ordinal and the claims it lacks; whether it was admitted. */
export function createOrdinal(
  world: World,
  set: StatefulSet,
  ordinal: number,
  { template, revision }: { readonly template: PodTemplate; readonly revision: string },
): boolean {
  const own = ordinalLabels(set, ordinal, template, revision)
  const { name } = set.metadata
  for (const claim of set.spec.volumeClaimTemplates ?? []) createClaim(world, set, claim, own.name)
  const made = createPod(world, set, template, own)
  if ('refusal' in made)
    say(
      world,
      set,
      'Warning',
      'FailedCreate',
      `Create Pod ${own.name} in StatefulSet ${name} failed error: ${made.refusal}`,
    )
  else say(world, set, 'Normal', 'SuccessfulCreate', `Create Pod ${own.name} in StatefulSet ${name} successful`)
  return !('refusal' in made)
}

export function deleteOrdinal(world: World, set: StatefulSet, pod: Pod): void {
  if (isTerminating(pod)) return
  deletePod(world, pod)
  const message = `Delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`
  say(world, set, 'Normal', 'SuccessfulDelete', message)
}

function say({ events }: World, set: StatefulSet, type: 'Normal' | 'Warning', reason: string, message: string): void {
  events.record(set, { type, reason, message, component })
}

function createClaim(world: World, set: StatefulSet, template: ClaimTemplate, podName: string): void {
  const { store, clock, random } = world
  const { namespace } = set.metadata
  const name = `${template.metadata.name}-${podName}`
  if (store.persistentvolumeclaims.get(namespace, name) !== undefined) return
  const claim: PersistentVolumeClaim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace,
      uid: random.uuid(),
      resourceVersion: '',
      creationTimestamp: toTimestamp(clock.now()),
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
      finalizers: ['kubernetes.io/pvc-protection'],
    },
    spec: { volumeMode: 'Filesystem', ...defaultClassOf(store), ...template.spec },
    status: { phase: 'Pending' },
  }
  store.persistentvolumeclaims.create(claim)
  const message = `Create Claim ${name} Pod ${podName} in StatefulSet ${set.metadata.name} success`
  say(world, set, 'Normal', 'SuccessfulCreate', message)
}
