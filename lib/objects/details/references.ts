import { names } from '@/lib/health/words'
import type { Container, PodSpec, Volume } from './pod-fields'
import type { Reference, ReferenceKind } from './reference-detail'

/** One place where a pod's spec names another object. */
interface Use {
  readonly kind: ReferenceKind
  readonly name: string
  readonly where: string
  readonly optional: boolean
}

/** What a pod, or a template, takes from objects of its namespace, by name and place only: no value is read. */
export function describeReferences(spec: PodSpec): readonly Reference[] {
  const containers = [...spec.initContainers, ...spec.containers, ...spec.ephemeralContainers]
  const uses = [
    ...containers.flatMap(environmentUses),
    ...spec.volumes.flatMap((volume) => volumeUses(volume, containers)),
    ...spec.imagePullSecrets.map(({ name }) => use('Secret', name, 'pulls images')),
    accountUse(spec),
  ].filter(({ name }) => name !== '')
  return [...Map.groupBy(uses, ({ kind, name }) => `${kind}/${name}`).values()]
    .flatMap((those) => joinUses(those) ?? [])
    .sort((a, b) => order[a.kind] - order[b.kind] || a.name.localeCompare(b.name, 'en'))
}

const order: Readonly<Record<ReferenceKind, number>> = {
  ConfigMap: 0,
  Secret: 1,
  PersistentVolumeClaim: 2,
  ServiceAccount: 3,
}

const use = (kind: ReferenceKind, name: string, where: string, optional = false): Use => ({
  kind,
  name,
  where,
  optional,
})

function joinUses(those: readonly Use[]): Reference | undefined {
  const [first] = those
  if (first === undefined) return undefined
  const uses = [...new Set(those.map(({ where }) => where))]
  return { kind: first.kind, name: first.name, uses, optional: those.every(({ optional }) => optional) }
}

function environmentUses({ name: container, env, envFrom }: Container): readonly Use[] {
  const whole = envFrom.flatMap(({ prefix, configMapRef, secretRef }) => {
    const where = `all of its keys as variables${prefix === '' ? '' : ` ${prefix}…`} in ${container}`
    return [
      ...(configMapRef === undefined ? [] : [use('ConfigMap', configMapRef.name, where, configMapRef.optional)]),
      ...(secretRef === undefined ? [] : [use('Secret', secretRef.name, where, secretRef.optional)]),
    ]
  })
  const single = env.flatMap(({ name: variable, valueFrom }) => {
    const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom ?? {}
    return [
      ...(map === undefined ? [] : [{ ...use('ConfigMap', map.name, '', map.optional), variable }]),
      ...(secret === undefined ? [] : [{ ...use('Secret', secret.name, '', secret.optional), variable }]),
    ]
  })
  const variables = [...Map.groupBy(single, ({ kind, name }) => `${kind}/${name}`).values()].flatMap((those) => {
    const [first] = those
    if (first === undefined) return []
    const where = `variable ${names(those.map(({ variable }) => variable))} in ${container}`
    return [
      use(
        first.kind,
        first.name,
        where,
        those.every(({ optional }) => optional),
      ),
    ]
  })
  return [...whole, ...variables]
}

/** What admission mounts into every pod for its token (plugin ServiceAccount), of which the account tells. */
const tokenVolume = /^kube-api-access-/

function volumeUses(volume: Volume, containers: readonly Container[]): readonly Use[] {
  if (tokenVolume.test(volume.name)) return []
  const paths = containers.flatMap(({ name: container, volumeMounts }) =>
    volumeMounts.flatMap(({ name, mountPath }) => (name === volume.name ? [`at ${mountPath} in ${container}`] : [])),
  )
  const where = paths.length === 0 ? `volume ${volume.name}, which no container mounts` : names(paths)
  const { configMap, secret, persistentVolumeClaim: claim, projected } = volume
  return [
    ...(configMap === undefined ? [] : [use('ConfigMap', configMap.name, where, configMap.optional)]),
    ...(secret === undefined ? [] : [use('Secret', secret.secretName, where, secret.optional)]),
    ...(claim === undefined
      ? []
      : [use('PersistentVolumeClaim', claim.claimName, `${where}${claim.readOnly ? ', read only' : ''}`)]),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...(source.configMap === undefined
        ? []
        : [use('ConfigMap', source.configMap.name, where, source.configMap.optional)]),
      ...(source.secret === undefined ? [] : [use('Secret', source.secret.name, where, source.secret.optional)]),
    ]),
  ]
}

/** A pod runs as somebody always; that the spec leaves the token out beats what the account says. */
function accountUse({ serviceAccountName, automountServiceAccountToken: automount, volumes }: PodSpec): Use {
  const name = serviceAccountName || 'default'
  const isMounted = volumes.some((volume) => tokenVolume.test(volume.name))
  if (isMounted || automount === true) return use('ServiceAccount', name, 'its token is mounted')
  if (automount === false) return use('ServiceAccount', name, 'its token is not mounted')
  return use('ServiceAccount', name, 'its token is mounted, unless the account leaves it out')
}
