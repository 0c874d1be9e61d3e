import { expect, test } from 'vitest'
import type { Question } from '@/lib/live/question'
import { shapes, type ViewName } from '@/lib/views/shapes'
import { copyAsKubectl } from './kubectl'

test.each<[ViewName, Partial<Question>, string]>([
  ['pods', {}, 'kubectl get pods -A'],
  ['pods', { namespaces: ['shop'] }, 'kubectl get pods -n shop'],
  ['pods', { namespaces: ['db', 'shop'] }, 'kubectl get pods -n db\nkubectl get pods -n shop'],
  [
    'pods',
    { namespaces: ['shop'], facets: { node: ['n1'] } },
    'kubectl get pods -n shop --field-selector spec.nodeName=n1',
  ],
  [
    'pods',
    { name: 'web-1', facets: { node: ['n1'] } },
    'kubectl get pods -A --field-selector metadata.name=web-1,spec.nodeName=n1',
  ],
  ['pods', { facets: { node: [''] } }, 'kubectl get pods -A --field-selector spec.nodeName='],
  ['pods', { facets: { node: ['n1', 'n2'] } }, 'kubectl get pods -A'],
  ['pods', { facets: { health: ['failed'] } }, 'kubectl get pods -A'],
  ['pods', { facets: { status: ['Error', 'Init:0/2'] } }, 'kubectl get pods -A | grep -wF -e Error -e Init:0/2'],
  ['pods', { text: 'web 10.0' }, 'kubectl get pods -A -o wide | grep -iF web | grep -iF 10.0'],
  ['pods', { text: "it's -x" }, "kubectl get pods -A -o wide | grep -iF 'it'\\''s' | grep -iF -e -x"],
  ['pods', { text: '$(reboot)' }, "kubectl get pods -A -o wide | grep -iF '$(reboot)'"],
  [
    'pods',
    { sort: { column: 'restarts', descending: false } },
    "kubectl get pods -A --sort-by='.status.containerStatuses[0].restartCount'",
  ],
  ['pods', { sort: { column: 'createdAt', descending: true } }, 'kubectl get pods -A'],
  ['pods', { sort: { column: 'health', descending: false } }, 'kubectl get pods -A'],
  ['workloads', { namespaces: ['shop'] }, 'kubectl get deployments,statefulsets,daemonsets,jobs,cronjobs -n shop'],
  ['workloads', { facets: { kind: ['Deployment', 'ReplicaSet'] } }, 'kubectl get deployments,replicasets -A'],
  ['workloads', { facets: { kind: ['Pod'], status: ['Rolling out'] } }, 'kubectl get pods -A'],
  ['nodes', { namespaces: ['shop'] }, 'kubectl get nodes'],
  [
    'nodes',
    { facets: { zone: ['a'], instanceType: ['m5', 'm6'] } },
    "kubectl get nodes -l 'topology.kubernetes.io/zone=a,node.kubernetes.io/instance-type in (m5,m6)'",
  ],
  [
    'nodes',
    { facets: { status: ['Ready,SchedulingDisabled'] } },
    'kubectl get nodes | grep -wF -e Ready,SchedulingDisabled',
  ],
  ['nodes', { sort: { column: 'name', descending: false } }, 'kubectl get nodes --sort-by=.metadata.name'],
  ['namespaces', { namespaces: ['db', 'shop'] }, 'kubectl get namespaces db shop'],
  ['namespaces', { facets: { status: ['Terminating'] } }, 'kubectl get namespaces | grep -wF -e Terminating'],
  ['overview', {}, 'kubectl get deployments,statefulsets,daemonsets,jobs,cronjobs,pods -A'],
])('%s asked for %o', (view, asked, expected) => {
  const sort =
    shapes[view].defaultSort.column === 'name' ? { column: 'health', descending: false } : shapes[view].defaultSort
  const question: Question = { namespaces: [], text: '', facets: {}, sort, offset: 0, limit: 100, ...asked }
  expect(copyAsKubectl(view, question)).toBe(expected)
})
