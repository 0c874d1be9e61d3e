import type { PodSpec, Volume } from './pod-fields'

export function describeVolumes({ volumes }: PodSpec): readonly { readonly name: string; readonly source: string }[] {
  return volumes.map((volume) => ({ name: volume.name, source: sourceWords(volume) }))
}

function sourceWords(volume: Volume): string {
  const { configMap, secret, emptyDir, persistentVolumeClaim, hostPath, projected, downwardAPI } = volume
  if (configMap !== undefined) return `ConfigMap ${configMap.name}`
  if (secret !== undefined) return `Secret ${secret.secretName}`
  if (persistentVolumeClaim !== undefined) {
    const { claimName, readOnly } = persistentVolumeClaim
    return `claim ${claimName}${readOnly ? ', read only' : ''}`
  }
  if (emptyDir !== undefined) return emptyDirWords(emptyDir)
  if (hostPath !== undefined) return `path ${hostPath.path} of the node`
  if (projected !== undefined) return projectedWords(projected)
  if (downwardAPI !== undefined) return 'fields of the pod'
  return rareSourceWords(volume)
}

function rareSourceWords({ csi, nfs, ephemeral, image }: Volume): string {
  if (csi !== undefined) return `CSI driver ${csi.driver}`
  if (nfs !== undefined) return `NFS ${nfs.server}:${nfs.path}`
  if (image !== undefined) return `image ${image.reference}`
  if (ephemeral === undefined) return 'another kind of volume, see YAML'
  const storageClass = ephemeral.volumeClaimTemplate?.spec?.storageClassName ?? ''
  return `a claim of the pod's own${storageClass === '' ? '' : `, class ${storageClass}`}`
}

function emptyDirWords({ medium, sizeLimit }: NonNullable<Volume['emptyDir']>): string {
  const place = medium === 'Memory' ? 'empty directory in memory' : 'empty directory on the node'
  return sizeLimit === '' ? place : `${place}, at most ${sizeLimit}`
}

function projectedWords({ sources }: NonNullable<Volume['projected']>): string {
  const words = sources.map(({ configMap, secret, serviceAccountToken }) => {
    if (configMap !== undefined) return `ConfigMap ${configMap.name}`
    if (secret !== undefined) return `Secret ${secret.name}`
    return serviceAccountToken === undefined ? 'fields of the pod' : 'token of the service account'
  })
  return words.join(', ') || 'nothing'
}
