import { expect, test } from 'vitest'
import type { Pod, PodSpec } from '@/demo/store/objects'
import { openWorkloads, type Workloads } from './rig'

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'

function admitted(rig: Workloads, spec: PodSpec): Pod {
  const pod: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: rig.metadata('web'), spec, status: {} }
  const answer = rig.cluster.admission.admit(pod)
  if ('refusal' in answer) throw new Error(answer.refusal)
  return answer
}

test('every container of a pod mounts the token of its account, and pods of one template share it', () => {
  const rig = openWorkloads()
  rig.deployment('web', { replicas: 2 })
  rig.wait(5)
  const [first, second] = rig.pods('web').map(({ spec }) => spec)
  const name = first?.volumes?.[0]?.name
  expect(name).toMatch(/^kube-api-access-\w{5}$/)
  expect(first?.volumes?.[0]?.projected?.sources).toHaveLength(3)
  expect(first?.containers[0]?.volumeMounts).toEqual([{ name, readOnly: true, mountPath }])
  expect(second?.containers).toBe(first?.containers)
  expect(second?.volumes).toBe(first?.volumes)
})

test.each<[string, Partial<PodSpec>, boolean | undefined]>([
  ['its pod', { automountServiceAccountToken: false }, undefined],
  ['its account', {}, false],
])('%s can do without', (_, spec, automountServiceAccountToken) => {
  const rig = openWorkloads()
  const { serviceaccounts } = rig.cluster.store
  const account = serviceaccounts.get('default', 'default')
  if (account === undefined) throw new Error('The default account is missing.')
  if (automountServiceAccountToken !== undefined) serviceaccounts.update({ ...account, automountServiceAccountToken })
  expect(admitted(rig, rig.template('web:1', spec).spec).spec.volumes).toBeUndefined()
})

test('a mount of its own at the same path stays, and an admitted pod stays as it is', () => {
  const rig = openWorkloads()
  const own = { name: 'own', mountPath }
  const containers = [
    { name: 'web', image: 'web:1', volumeMounts: [own] },
    { name: 'proxy', image: 'proxy:1' },
  ]
  const { spec } = admitted(rig, { containers, volumes: [{ name: 'own' }] })
  const name = spec.volumes?.[1]?.name
  expect(spec.containers.map(({ volumeMounts }) => volumeMounts)).toEqual([
    [own],
    [{ name, readOnly: true, mountPath }],
  ])
  expect(admitted(rig, spec).spec).toBe(spec)
})
