import { safeHash } from '@/demo/random'
import type { Container, Pod, PodSpec } from '@/demo/store/objects'
import type { Volume } from '@/demo/store/volume-objects'

const prefix = 'kube-api-access-'
const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Mounts the token of its account into all containers (plugin/pkg/admission/serviceaccount, mountServiceAccountToken). */
export function mountToken({ metadata }: Pod, spec: PodSpec): PodSpec {
  const { volumes = [], containers, initContainers = none } = spec
  const known = volumes.find(({ name }) => name.startsWith(prefix))
  const account = `${metadata.namespace}/${String(spec['serviceAccountName'])}`
  // Drawn for each pod upstream; here pods of one account share the volume, and those of one template their containers.
  const name = known?.name ?? `${prefix}${safeHash(account).slice(0, 5)}`
  const mounted = { containers: withMounts(containers, name), initContainers: withMounts(initContainers, name) }
  if (mounted.containers === containers && mounted.initContainers === initContainers) return spec
  return {
    ...spec,
    containers: mounted.containers,
    ...(initContainers === none ? {} : { initContainers: mounted.initContainers }),
    volumes: known === undefined ? [...volumes, tokenVolume(name)] : volumes,
  }
}

const none: readonly Container[] = []
const mountsOf = new WeakMap<readonly Container[], { readonly name: string; readonly mounted: readonly Container[] }>()

function withMounts(containers: readonly Container[], name: string): readonly Container[] {
  const known = mountsOf.get(containers)
  if (known?.name === name) return known.mounted
  const lacks = ({ volumeMounts = [] }: Container) => volumeMounts.every((mount) => mount.mountPath !== mountPath)
  const mount = { name, readOnly: true, mountPath }
  const mounted = containers.some(lacks)
    ? containers.map((each) => (lacks(each) ? { ...each, volumeMounts: [...(each.volumeMounts ?? []), mount] } : each))
    : containers
  mountsOf.set(containers, { name, mounted })
  return mounted
}

const tokenVolumes = new Map<string, Volume>()

function tokenVolume(name: string): Volume {
  const volume = tokenVolumes.get(name) ?? newTokenVolume(name)
  tokenVolumes.set(name, volume)
  return volume
}

const newTokenVolume = (name: string): Volume => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
      {
        downwardAPI: {
          items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
        },
      },
    ],
  },
})
