import { volumeProvisioner } from './annotations'
import { isAbsent, isIn, notDeleted, type Stage } from './stage'

const volumeTemplate = `apiVersion: v1
kind: PersistentVolume
metadata: {name: "pvc-{{ .metadata.uid }}", annotations: {pv.kubernetes.io/provisioned-by: ${volumeProvisioner}}}
spec:
  accessModes: {{ YAML .spec.accessModes 2 }}
  capacity: {{ YAML .spec.resources.requests 2 }}
  persistentVolumeReclaimPolicy: Delete
  storageClassName: {{ .spec.storageClassName | Quote }}
  claimRef: {apiVersion: v1, kind: PersistentVolumeClaim, name: {{ .metadata.name | Quote }}, namespace: {{ .metadata.namespace | Quote }}, uid: {{ .metadata.uid | Quote }}}
  csi: {driver: ${volumeProvisioner}, volumeHandle: "vol-{{ .metadata.uid }}"}
`

/** Makes the volume of a claim of the class `standard`; the controller manager binds the two. */
export const claimStages: readonly Stage[] = [
  {
    name: 'pvc-provision',
    when: [notDeleted, isAbsent('.spec.volumeName'), isIn('.spec.storageClassName', 'standard')],
    delay: { from: 500, to: 2000 },
    steps: [{ apply: { template: volumeTemplate } }],
  },
]
