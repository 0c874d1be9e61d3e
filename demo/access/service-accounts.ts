import { toTimestamp } from '@/demo/clock'
import type { KubeObject, Metadata } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'

export const newServiceAccount = (metadata: Metadata): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata,
})

/** Every namespace has its `default` account, a new one too; a deleted one comes back. */
export function startServiceAccountController({ store, clock, random }: World): void {
  const uids = random.fork('service-accounts')
  const ensure = (namespace: string) =>
    void clock.after(0, () => {
      const isActive = store.namespaces.get(undefined, namespace)?.status.phase === 'Active'
      if (!isActive || store.serviceaccounts.get(namespace, 'default') !== undefined) return
      const creationTimestamp = toTimestamp(clock.now())
      const metadata = { name: 'default', namespace, uid: uids.uuid(), resourceVersion: '', creationTimestamp }
      store.serviceaccounts.create(newServiceAccount(metadata))
    })
  store.namespaces.listen(({ type, object }) => {
    if (type === 'ADDED') ensure(object.metadata.name)
  })
  store.serviceaccounts.listen(({ type, object: { metadata } }) => {
    if (type === 'DELETED' && metadata.name === 'default') ensure(metadata.namespace ?? '')
  })
}
