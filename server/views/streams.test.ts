import { expect, test } from 'vitest'
import type { Actor } from '@/server/access/identity/actor'
import type { ViewersOfCluster } from './rights'
import { createStreams } from './streams'
import { createFilledStores } from './testing/filled-stores'

const link: Actor = { as: 'kubeconfig', narrowedTo: new Set(['cart']), readOnly: true }

test.each([
  ['a pod of a namespace that it shares', 'pods', 'cart', true],
  ['a pod of another namespace', 'pods', 'payments', false],
  ['a node', 'nodes', null, false],
] as const)('a shared link is asked for %s', (_case, resource, namespace, isOpen) => {
  const { stores } = createFilledStores()
  const way = { transport: {}, release: () => undefined }
  // Of what a viewer has, only the way to the API server is asked for before anything is read.
  const viewers = { rights: {}, transports: { acquire: () => way } } as unknown as ViewersOfCluster
  const object = createStreams(stores, () => null, viewers).object({ resource, namespace, name: 'web' }, link)
  expect('open' in object).toBe(isOpen)
  if (!isOpen) expect(object).toMatchObject({ problem: { code: 'forbidden' } })
})
