import { expect, test } from 'vitest'
import { openEmptyRig } from '@/demo/api/empty-rig'

const pods = '/api/v1/namespaces/cart/pods'
const podWith = (name: string, spec: object = {}) => ({
  metadata: { name },
  spec: { containers: [{ name: 'a', image: 'a:1' }], ...spec },
})

async function openCart() {
  const rig = await openEmptyRig()
  await rig.ask('POST', '/api/v1/namespaces', { metadata: { name: 'cart' } })
  return rig
}

// In the words of a real API server 1.36.3.
test('a pod of a class that is not there is refused with 403, and one of a class has its priority', async () => {
  await using rig = await openCart()
  expect(await rig.ask('POST', pods, podWith('web', { priorityClassName: 'none' }))).toMatchObject({
    code: 403,
    body: {
      reason: 'Forbidden',
      message: 'pods "web" is forbidden: no PriorityClass with name none was found',
      details: { name: 'web', kind: 'pods' },
    },
  })
  const made = await rig.ask('POST', pods, podWith('web', { priorityClassName: 'system-node-critical' }))
  expect(made).toMatchObject({ code: 201, body: { spec: { priority: 2_000_001_000 } } })
})

test('a pod beyond its quota is refused, and a dry run charges nothing', async () => {
  await using rig = await openCart()
  await rig.ask('POST', '/api/v1/namespaces/cart/resourcequotas', {
    metadata: { name: 'small' },
    spec: { hard: { pods: '1' } },
  })
  expect((await rig.ask('POST', `${pods}?dryRun=All`, podWith('one'))).code).toBe(201)
  expect((await rig.ask('POST', pods, podWith('one'))).code).toBe(201)
  expect(await rig.ask('POST', pods, podWith('two'))).toMatchObject({
    code: 403,
    body: {
      message: 'pods "two" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1',
    },
  })
})
