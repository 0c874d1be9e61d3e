import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import type { Random } from '@/demo/random'
import type { ConfigMap } from '@/demo/store/core-objects'
import type { World } from '@/demo/world/world'

const name = 'kube-root-ca.crt'
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the ' +
  'internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.'

const dataOf = (random: Random): NonNullable<ConfigMap['data']> => {
  const ca = Buffer.from(random.fork('root-ca').uuid()).toString('base64')
  return { 'ca.crt': `-----BEGIN CERTIFICATE-----\n${ca}\n-----END CERTIFICATE-----\n` }
}

interface Publication {
  readonly namespace: string
  readonly uid: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Publishes the cluster's CA into a namespace: called by the controller, and by who builds a past. */
export function createRootCertificate(
  { store, random }: Pick<World, 'store' | 'random'>,
  { namespace, uid, at }: Publication,
): void {
  const creationTimestamp = toTimestamp(at)
  const annotations = { 'kubernetes.io/description': description }
  const metadata = { name, namespace, uid, resourceVersion: '', creationTimestamp, annotations }
  store.configmaps.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: dataOf(random) })
}

/** Every namespace has the cluster's CA, a new one too; a deleted one comes back, a changed one is put right. */
export function startRootCertificatePublisher({ store, clock, random }: World): void {
  const uids = random.fork('root-certificates')
  const data = dataOf(random)
  const publish = (namespace: string) =>
    void clock.after(0, () => {
      const known = store.configmaps.get(namespace, name)
      const isActive = store.namespaces.get(undefined, namespace)?.status.phase === 'Active'
      if (known === undefined && isActive)
        createRootCertificate({ store, random }, { namespace, uid: uids.uuid(), at: clock.now() })
      else if (known !== undefined && !isDeepStrictEqual(known.data, data)) store.configmaps.update({ ...known, data })
    })
  store.namespaces.listen(({ type, object }) => {
    if (type === 'ADDED') publish(object.metadata.name)
  })
  store.configmaps.listen(({ type, object: { metadata } }) => {
    if (type !== 'ADDED' && metadata.name === name) publish(metadata.namespace ?? '')
  })
}
