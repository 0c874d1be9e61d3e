// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { NowContext } from '@/components/ui/now'
import { type ObjectRow, ShownObjectContext } from '@/components/ui/object/shown-object'
import { describePod } from '@/lib/objects/details/pod'
import { PodOverview } from './pod-overview'

afterEach(cleanup)

const now = Date.parse('2026-11-24T10:00:00Z')

const pod = {
  metadata: {
    name: 'web-a-1',
    namespace: 'shop',
    labels: { app: 'web' },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'web-a', uid: 'r', controller: true }],
  },
  spec: {
    nodeName: 'node-1',
    terminationGracePeriodSeconds: 45,
    containers: [
      {
        name: 'main',
        image: 'registry.example/web:1',
        readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
        lifecycle: { preStop: { sleep: { seconds: 5 } } },
      },
    ],
  },
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'main',
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting' } },
        lastState: {
          terminated: {
            exitCode: 137,
            reason: 'OOMKilled',
            startedAt: '2026-11-24T09:55:00Z',
            finishedAt: '2026-11-24T09:58:00Z',
          },
        },
      },
    ],
  },
}

function show(row?: ObjectRow) {
  const shown = { cluster: 'kind', uid: 'u1', detail: describePod(pod), yaml: '', row, gone: false }
  render(
    <NowContext value={now}>
      <ShownObjectContext value={shown}>
        <PodOverview around={null} />
      </ShownObjectContext>
    </NowContext>,
  )
}

const section = (name: string) => within(screen.getByRole('region', { name }))

test('a container says how it is, how it ended last, and how it is probed', () => {
  show()
  const containers = section('Containers')
  expect(containers.getByRole('heading', { name: 'main' })).toBeDefined()
  expect(containers.getByText(/CrashLoopBackOff/)).toBeDefined()
  expect(containers.getByText('3 restarts')).toBeDefined()
  const [lastRun] = containers.getAllByText(/Killed: out of memory \(OOMKilled\), exit 137/)
  expect(lastRun?.textContent).toContain('2m ago, ran for 3m')
  expect(containers.getByText('GET :8080/ready every 10 s, fails after 3 misses (30 s)')).toBeDefined()
})

test('its node and every owner lead to their pages', () => {
  show({
    key: 'u1',
    name: 'web-a-1',
    health: 'failed',
    status: '',
    reason: null,
    ownerKind: 'Deployment',
    ownerName: 'web',
  })
  const links = section('Place').getAllByRole('link')
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/kind/nodes/node-1',
    '/kind/workloads/shop/replicaset/web-a',
    '/kind/workloads/shop/deployment/web',
  ])
})

test('its end is told step by step', () => {
  show()
  const steps = section('Graceful shutdown').getAllByRole('listitem')
  expect(steps.map((step) => step.textContent)).toEqual([
    'main first does: sleep 5 s',
    'Then its containers get SIGTERM.',
    'What still runs 45s after the request gets SIGKILL.',
  ])
})
