import { expect, test } from 'vitest'
import { createRandom } from '@/demo/random'
import type { ContainerStatus, Pod } from '@/demo/store/objects'
import { ended, freshContainers, inBackOff, running, waiting } from './containers'
import { backOffMessage } from './images'
import { image, openKubeletRig, podOf, start } from './rig'
import { composeStatus } from './status'

const minute = 60_000
const crash = { run: 'crash', seconds: 5 } as const

/** A pod as a world is built with it: its container has stood so for a while. */
function standing(name: string, dress: (pod: Pod, fresh: ContainerStatus) => ContainerStatus): Pod {
  const pod = podOf(name)
  const main = freshContainers(pod).main.map((status) => dress(pod, status))
  return { ...pod, status: composeStatus(pod, { init: [], main }, '10.0.0.1', '10.64.0.9', start - 30 * minute) }
}

const up = (status: ContainerStatus, restartCount = 0) => ({
  ...running(status, start - 4 * minute, createRandom('1'), true),
  restartCount,
})

/** Its last run ended two minutes ago, the ninth: the wait is five minutes. */
const looping = () =>
  standing('web', (pod, status) =>
    inBackOff(pod, ended(up(status, 8), start - 2 * minute, { exitCode: 1, reason: 'Error' })),
  )
const unpulled = () =>
  standing('web', (_, status) => waiting(status, 'ImagePullBackOff', backOffMessage(image, 'not-found')))
const quiet = () => standing('web', (_, status) => up(status))

test.each([looping, unpulled, quiet])('pods that stood there are left alone until they are taken up (%#)', (make) => {
  const { cluster } = openKubeletRig({ standing: [make()] })
  cluster.registry.set('shop/other:1', crash)
  const version = cluster.store.version()
  cluster.clock.advance(60 * minute)
  expect(cluster.store.version()).toBe(version)
})

test('a crash loop that stood there goes on when its back-off ends', () => {
  const { cluster, status } = openKubeletRig({ standing: [looping()] })
  cluster.registry.set(image, crash)
  cluster.kubelet.resumeAll()
  cluster.clock.advance(3 * minute - 1)
  expect(status('web').state.waiting?.message).toMatch(/^back-off 5m0s restarting failed container=web/)
  cluster.clock.advance(2)
  expect(status('web')).toMatchObject({ state: { running: expect.anything() }, restartCount: 9 })
  cluster.clock.advance(minute)
  expect(status('web').state.waiting?.message).toMatch(/^back-off 5m0s/)
})

test.each([looping, unpulled])('a back-off can be ended at once (%#)', (make) => {
  const { cluster, status, pod } = openKubeletRig({ standing: [make()] })
  cluster.kubelet.restart(pod('web'))
  cluster.clock.advance(10_000)
  expect(status('web')).toMatchObject({ ready: true, state: { running: expect.anything() } })
})

test('a pod that runs quietly follows when its image changes', () => {
  const { cluster, status } = openKubeletRig({ standing: [quiet()] })
  cluster.clock.advance(10 * minute)
  cluster.registry.set(image, { run: 'crash', seconds: 30 })
  cluster.clock.advance(25_000)
  expect(status('web')).toMatchObject({ ready: true, restartCount: 0 })
  cluster.clock.advance(10_000)
  expect(status('web')).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 1 } } })
})
