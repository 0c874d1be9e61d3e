import { expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { pod } from '@/lib/kube/kinds/pod'
import { projectPod } from '@/lib/views/pods'
import { podsOfQuestion } from './pods-of'
import { groupByRevision } from './revision-pods'

const podOf = (name: string, labels: object) => projectPod(keep(pod.fields, { metadata: { name, labels } }), null)
const revision = (hash: string, number: number, current: boolean) => ({
  hash,
  number,
  current,
  images: '',
  madeAt: null,
})

test('pods stand under the revision that made them, the current one first', () => {
  const rows = [
    podOf('web-a-1', { 'pod-template-hash': 'a' }),
    podOf('web-b-1', { 'pod-template-hash': 'b' }),
    podOf('web-a-2', { 'pod-template-hash': 'a' }),
    podOf('odd', {}),
  ]
  const groups = groupByRevision(rows, {
    name: 'web',
    owner: null,
    revisions: [revision('b', 2, true), revision('a', 1, false)],
  })
  expect(groups.map(({ title, pods }) => [title, pods.length])).toEqual([
    ['Revision 2, b', 1],
    ['Revision 1, a', 2],
    ['Without a revision', 1],
  ])
})

test.each([
  ['web-a', { 'pod-template-hash': 'a' }],
  ['nightly-1', { 'batch.kubernetes.io/job-name': 'nightly-1' }],
])('of its owner’s pods %s has only its own', (name, labels) => {
  const rows = [podOf('mine', labels), podOf('other', { 'pod-template-hash': 'b' })]
  const groups = groupByRevision(rows, { name, owner: { kind: 'Deployment', name: 'web' }, revisions: [] })
  expect(groups.flatMap(({ pods }) => pods.map((row) => row.name))).toEqual(['mine'])
})

test('the pods of a workload are asked for by the top of their owner chain', () => {
  const shop = { namespace: 'shop' }
  expect(podsOfQuestion({ kind: 'Deployment', name: 'web', ...shop }, null)).toMatchObject({
    namespaces: ['shop'],
    text: '',
    facets: { ownerKind: ['Deployment'], ownerName: ['web'] },
  })
  expect(
    podsOfQuestion({ kind: 'ReplicaSet', name: 'web-a', ...shop }, { kind: 'Deployment', name: 'web' }),
  ).toMatchObject({
    text: 'web-a',
    facets: { ownerKind: ['Deployment'], ownerName: ['web'] },
  })
})
