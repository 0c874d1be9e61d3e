import type { Container, Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'

interface Source {
  readonly kind: 'configmap' | 'secret'
  readonly name: string | undefined
  readonly optional?: boolean | undefined
  readonly key?: string
}

/** What the kubelet says when it can't mount a pod's volumes (pkg/volume/{configmap,secret,projected}). */
export function failedMount(store: Store, { metadata, spec }: Pod): string | undefined {
  for (const { name, configMap, secret, projected } of spec.volumes ?? []) {
    const sources: readonly Source[] = [
      ...(configMap ? [{ kind: 'configmap', ...nameOf(configMap) } as const] : []),
      ...(secret ? [{ kind: 'secret', name: secret.secretName, optional: secret.optional } as const] : []),
      ...(projected?.sources ?? []).flatMap((source) => [
        ...(source.configMap ? [{ kind: 'configmap', ...nameOf(source.configMap) } as const] : []),
        ...(source.secret ? [{ kind: 'secret', ...nameOf(source.secret) } as const] : []),
      ]),
    ]
    const missing = sources.map((source) => problemOf(store, metadata.namespace, source)).find(Boolean)
    if (missing !== undefined) return `MountVolume.SetUp failed for volume "${name}" : ${missing}`
  }
  return undefined
}

/** Why a container's environment can't be made (pkg/kubelet/kubelet_pods.go makeEnvironmentVariables). */
export function missingEnvironment(store: Store, { metadata }: Pod, container: Container): string | undefined {
  const sources = (container.envFrom ?? []).flatMap(({ configMapRef, secretRef }): Source[] => [
    ...(configMapRef ? [{ kind: 'configmap', ...nameOf(configMapRef) } as const] : []),
    ...(secretRef ? [{ kind: 'secret', ...nameOf(secretRef) } as const] : []),
  ])
  const keys = (container.env ?? []).flatMap(({ valueFrom }): Source[] => [
    ...(valueFrom?.configMapKeyRef
      ? [{ kind: 'configmap', name: undefined, ...valueFrom.configMapKeyRef } as const]
      : []),
    ...(valueFrom?.secretKeyRef ? [{ kind: 'secret', name: undefined, ...valueFrom.secretKeyRef } as const] : []),
  ])
  return [...sources, ...keys].map((source) => problemOf(store, metadata.namespace, source)).find(Boolean)
}

const nameOf = ({ name, optional }: { name?: string; optional?: boolean }) => ({ name, optional })

function problemOf(store: Store, namespace: string | undefined, source: Source): string | undefined {
  const { kind, name = '', optional, key } = source
  if (optional) return undefined
  const found = (kind === 'configmap' ? store.configmaps : store.secrets).get(namespace, name)
  if (found === undefined) return `${kind} "${name}" not found`
  if (key === undefined || key in (found.data ?? {})) return undefined
  return `couldn't find key ${key} in ${kind === 'configmap' ? 'ConfigMap' : 'Secret'} ${namespace}/${name}`
}
