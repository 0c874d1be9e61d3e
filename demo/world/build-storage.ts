import type { ClaimTemplate } from '@/demo/store/objects'
import type { Service } from './catalogue'
import { day, labelsOf, metadataOf } from './past'
import type { World } from './world'

const accessModes = ['ReadWriteOnce']
const usual = 'gp3'

const classes = [
  { name: usual, parameters: { type: 'gp3' }, volumeBindingMode: 'WaitForFirstConsumer' },
  { name: 'io2', parameters: { type: 'io2', iops: '16000' }, volumeBindingMode: 'WaitForFirstConsumer' },
  { name: 'efs', parameters: { provisioningMode: 'efs-ap' }, volumeBindingMode: 'Immediate' },
]

export function buildStorageClasses(world: World): void {
  for (const { name, ...rest } of classes) {
    const annotations = name === usual ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : undefined
    world.store.storageclasses.create({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: metadataOf(world, world.clock.now() - 200 * day, { name, annotations }),
      provisioner: name === 'efs' ? 'efs.csi.aws.com' : 'ebs.csi.aws.com',
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
      ...rest,
    })
  }
}

/** From which a StatefulSet makes a claim for each of its pods. */
export const claimTemplateOf = (size: string): ClaimTemplate => ({
  metadata: { name: 'data' },
  spec: {
    accessModes,
    storageClassName: usual,
    volumeMode: 'Filesystem',
    resources: { requests: { storage: size } },
  },
})

export const claimNameOf = (pod: string): string => `data-${pod}`

/** The bound claims and volumes of a StatefulSet's replicas. */
export function buildVolumes(world: World, service: Service, replicas: number, createdAt: number): void {
  const { store } = world
  const { namespace, name, volume } = service
  if (volume === undefined) return
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const claimMetadata = metadataOf(world, createdAt, {
      name: claimNameOf(`${name}-${ordinal}`),
      namespace,
      labels: labelsOf(service),
      annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'pv.kubernetes.io/bound-by-controller': 'yes' },
    })
    const volumeName = `pvc-${claimMetadata.uid}`
    const capacity = { storage: volume }
    const claim = store.persistentvolumeclaims.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { ...claimMetadata, finalizers: ['kubernetes.io/pvc-protection'] },
      spec: { ...claimTemplateOf(volume).spec, accessModes, resources: { requests: capacity }, volumeName },
      status: { phase: 'Bound', accessModes, capacity },
    })
    const { uid, resourceVersion } = claim.metadata
    store.persistentvolumes.create({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        ...metadataOf(world, createdAt, { name: volumeName }),
        finalizers: ['kubernetes.io/pv-protection', 'external-attacher/ebs-csi-aws-com'],
      },
      spec: {
        accessModes,
        capacity,
        claimRef: { apiVersion: 'v1', kind: claim.kind, namespace, name: claim.metadata.name, uid, resourceVersion },
        csi: {
          driver: 'ebs.csi.aws.com',
          volumeHandle: `vol-0${uid.replaceAll('-', '').slice(0, 16)}`,
          fsType: 'ext4',
        },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: usual,
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    })
  }
}
