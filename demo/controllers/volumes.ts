import { toTimestamp } from '@/demo/clock'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '@/demo/store/core-objects'
import { deleteObject } from '@/demo/store/deletion'
import { namespaceIndexOf } from '@/demo/store/namespace-index'
import type { Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { hasEnded } from '@/demo/world/bookings'
import type { World } from '@/demo/world/world'
import { removeFinalizer } from './finalizers'
import { createQueue } from './queue'

const component = 'persistentvolume-controller'
const protection = 'kubernetes.io/pvc-protection'
/** How long a provisioner takes, and how often a claim that waits is spoken of. */
const provisioning = { least: 800, most: 3000 }
const period = 15_000

/** Gives claims their volumes when their class has a provisioner, and protects claims that a pod uses. */
export function startVolumeController(world: World): void {
  const { store, clock } = world
  const random = world.random.fork('volumes')
  const queue = createQueue(clock, 100, (namespace, name) => {
    const claim = store.persistentvolumeclaims.get(namespace, name)
    if (claim === undefined || claim.metadata.deletionTimestamp !== undefined || claim.spec.volumeName !== undefined)
      return
    const { storageClassName } = { ...defaultClassOf(store), ...claim.spec }
    const isClassless = claim.spec.storageClassName === undefined && storageClassName !== undefined
    const classed = isClassless
      ? store.persistentvolumeclaims.update({ ...claim, spec: { ...claim.spec, storageClassName } })
      : claim
    if (classed !== undefined && !sync({ ...world, random }, classed)) queue.add(namespace, name, period)
  })
  store.persistentvolumeclaims.listen(({ type, object, previous }) => {
    if (type === 'ADDED') queue.add(object.metadata.namespace, object.metadata.name)
    if (
      type !== 'DELETED' &&
      object.metadata.deletionTimestamp !== undefined &&
      previous?.metadata.deletionTimestamp === undefined
    )
      unprotect(world, object)
    if (type === 'DELETED') release(world, object)
  })
  // A pod is the first consumer that a claim may wait for, and the last that protects it.
  store.pods.listen(({ type, object }) => {
    if (type === 'MODIFIED') return
    for (const name of claimsOf(object)) {
      const claim = store.persistentvolumeclaims.get(object.metadata.namespace, name)
      if (claim === undefined) continue
      if (type === 'DELETED' && claim.metadata.deletionTimestamp !== undefined) unprotect(world, claim)
      else if (claim.spec.volumeName === undefined) queue.add(object.metadata.namespace, name)
    }
  })
}

const claimsOf = ({ spec }: Pod) =>
  (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])

const usersOf = ({ store }: World, { metadata }: PersistentVolumeClaim) =>
  namespaceIndexOf(store.pods)
    .in(metadata.namespace)
    .filter((pod) => claimsOf(pod).includes(metadata.name) && !hasEnded(pod))

/** What a claim that names no class gets (plugin/pkg/admission/storage/storageclass/setdefault). */
export function defaultClassOf({ storageclasses }: Store): { readonly storageClassName?: string } {
  const usual = [...storageclasses.values()].find(
    ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
  )
  return usual === undefined ? {} : { storageClassName: usual.metadata.name }
}

function say(
  { events }: World,
  claim: PersistentVolumeClaim,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
) {
  events.record(claim, { type, reason, message, component })
}

/** Whether a volume is on its way; else the claim is spoken of again (pv_controller.go, syncUnboundClaim). */
function sync(world: World, claim: PersistentVolumeClaim): boolean {
  const { store, clock, random } = world
  const { storageClassName } = claim.spec
  if (!storageClassName) {
    say(
      world,
      claim,
      'Normal',
      'FailedBinding',
      'no persistent volumes available for this claim and no storage class is set',
    )
    return false
  }
  const storage = store.storageclasses.get(undefined, storageClassName)
  if (storage === undefined) {
    const message = `storageclass.storage.k8s.io "${storageClassName}" not found`
    say(world, claim, 'Warning', 'ProvisioningFailed', message)
    return false
  }
  if (storage.volumeBindingMode === 'WaitForFirstConsumer' && usersOf(world, claim).length === 0) {
    say(world, claim, 'Normal', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding')
    return false
  }
  if (storage.provisioner === 'kubernetes.io/no-provisioner') {
    say(
      world,
      claim,
      'Normal',
      'FailedBinding',
      'no persistent volumes available for this claim and no storage class is set',
    )
    return false
  }
  const { provisioner } = storage
  say(
    world,
    claim,
    'Normal',
    'ExternalProvisioning',
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the ` +
      'system administrator. If volume creation is delayed, please verify that the provisioner is running and ' +
      'correctly registered.',
  )
  tell(
    world,
    claim,
    provisioner,
    'Provisioning',
    `External provisioner is provisioning volume for claim "${nameOf(claim)}"`,
  )
  clock.after(random.between(provisioning.least, provisioning.most), () => bind(world, claim, storage))
  return true
}

const nameOf = ({ metadata }: PersistentVolumeClaim) => `${metadata.namespace}/${metadata.name}`

function tell(
  { events }: World,
  claim: PersistentVolumeClaim,
  provisioner: string,
  reason: string,
  message: string,
): void {
  events.record(claim, { type: 'Normal', reason, message, component: provisioner })
}

function bind(world: World, { metadata }: PersistentVolumeClaim, storage: StorageClass): void {
  const { store, clock, random } = world
  const claim = store.persistentvolumeclaims.get(metadata.namespace, metadata.name)
  if (claim === undefined || claim.metadata.uid !== metadata.uid || claim.spec.volumeName !== undefined) return
  const volumeName = `pvc-${metadata.uid}`
  const { accessModes, resources } = claim.spec
  const capacity = { storage: resources.requests['storage'] ?? '1Gi' }
  const { namespace, name, uid, resourceVersion } = claim.metadata
  const volume: PersistentVolume = {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volumeName,
      uid: random.uuid(),
      resourceVersion: '',
      creationTimestamp: toTimestamp(clock.now()),
      annotations: { 'pv.kubernetes.io/provisioned-by': storage.provisioner },
      finalizers: ['kubernetes.io/pv-protection'],
    },
    spec: {
      accessModes,
      capacity,
      claimRef: { apiVersion: 'v1', kind: claim.kind, namespace: namespace ?? '', name, uid, resourceVersion },
      csi: { driver: storage.provisioner, volumeHandle: `vol-0${uid.replaceAll('-', '').slice(0, 16)}` },
      persistentVolumeReclaimPolicy: storage.reclaimPolicy ?? 'Delete',
      storageClassName: storage.metadata.name,
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Bound' },
  }
  store.persistentvolumes.create(volume)
  const told = `Successfully provisioned volume ${volumeName}`
  tell(world, claim, storage.provisioner, 'ProvisioningSucceeded', told)
  const annotations = {
    ...claim.metadata.annotations,
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
    'volume.kubernetes.io/storage-provisioner': storage.provisioner,
  }
  store.persistentvolumeclaims.update({
    ...claim,
    metadata: { ...claim.metadata, annotations },
    spec: { ...claim.spec, volumeName },
    status: { ...claim.status, phase: 'Bound', accessModes, capacity },
  })
}

/** A claim that no pod uses may go. */
function unprotect(world: World, claim: PersistentVolumeClaim): void {
  if (usersOf(world, claim).length === 0) removeFinalizer(world.store.persistentvolumeclaims, claim, protection)
}

/** What the claim held is deleted, or kept as released. */
function release({ store, clock }: World, { spec, metadata }: PersistentVolumeClaim): void {
  const volume = store.persistentvolumes.get(undefined, spec.volumeName ?? '')
  if (volume === undefined || volume.spec.claimRef?.uid !== metadata.uid) return
  const released = store.persistentvolumes.update({ ...volume, status: { ...volume.status, phase: 'Released' } })
  if (released === undefined || volume.spec.persistentVolumeReclaimPolicy !== 'Delete') return
  clock.after(2000, () => {
    const current = store.persistentvolumes.get(undefined, volume.metadata.name)
    if (current === undefined || current.metadata.uid !== volume.metadata.uid) return
    deleteObject(store.persistentvolumes, clock, {
      ...current,
      metadata: { ...current.metadata, finalizers: undefined },
    })
  })
}
