import { expect, test } from 'vitest'
import { openWorkloads } from './rig'

test.each<[string | undefined, string]>([
  [undefined, 'WaitForFirstConsumer: waiting for first consumer to be created before binding'],
  ['', 'FailedBinding: no persistent volumes available for this claim and no storage class is set'],
  ['fast', 'ProvisioningFailed: storageclass.storage.k8s.io "fast" not found'],
])('a claim of class %j waits, and says what for', (storageClassName, event) => {
  const rig = openWorkloads()
  rig.cluster.store.persistentvolumeclaims.create({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: rig.metadata('data'),
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      ...(storageClassName === undefined ? {} : { storageClassName }),
    },
    status: { phase: 'Pending' },
  })
  rig.wait(20)
  expect(rig.events('data')).toEqual([event + ' (x2)'])
  expect(rig.cluster.store.persistentvolumeclaims.get('default', 'data')?.status.phase).toBe('Pending')
})
