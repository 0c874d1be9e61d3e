import { expect, test } from 'vitest'
import { openRig } from '@/demo/rig'

const pods = '/api/v1/pods'

test('pages are one list at one version, whatever is written between them', async () => {
  await using rig = await openRig()
  const whole = await rig.json(pods)
  const seen: string[] = []
  let token = ''
  do {
    const page = await rig.json(`${pods}?limit=25&continue=${token}`)
    seen.push(...page.body.items.map(({ metadata }) => metadata.uid))
    expect(page.body.metadata.resourceVersion).toBe(whole.body.metadata.resourceVersion)
    token = page.body.metadata.continue ?? ''
    const [victim] = rig.cluster.store.pods.values()
    if (victim !== undefined) rig.cluster.store.pods.remove(victim)
  } while (token !== '')
  expect(seen).toEqual(whole.body.items.map(({ metadata }) => metadata.uid))
  expect(seen).toHaveLength(120)
})

test('a token from before a compaction is 410 and brings one that goes on inconsistently', async () => {
  await using rig = await openRig()
  const page = await rig.json(`${pods}?limit=50`)
  expect(page.body.metadata.remainingItemCount).toBe(70)
  const [some] = rig.cluster.store.nodes.values()
  if (some !== undefined) rig.cluster.store.nodes.update(some)
  rig.cluster.store.compact()
  const gone = await rig.json(`${pods}?limit=50&continue=${page.body.metadata.continue}`)
  expect(gone).toMatchObject({ code: 410, body: { kind: 'Status', reason: 'Expired' } })
  const rest = await rig.json(`${pods}?continue=${gone.body.metadata.continue}`)
  expect(rest.body.items).toHaveLength(70)
})

test.each([
  ['resourceVersion=0', 200, undefined],
  ['resourceVersion=0&limit=5', 200, undefined],
  ['resourceVersion=1&resourceVersionMatch=NotOlderThan', 200, undefined],
  ['resourceVersion=1&resourceVersionMatch=Exact', 410, 'The resourceVersion for the provided list is too old.'],
  ['resourceVersion=1&limit=5', 410, 'The resourceVersion for the provided list is too old.'],
  ['resourceVersion=999999999999999', 504, /^Timeout: Too large resource version: 999999999999999, current: \d+$/],
  ['resourceVersion=0&resourceVersionMatch=Exact', 422, /is forbidden for resourceVersion "0"$/],
  ['resourceVersionMatch=Exact', 422, /is forbidden unless resourceVersion is provided$/],
  ['sendInitialEvents=true', 422, /sendInitialEvents is forbidden for list$/],
  ['resourceVersion=x', 400, /^invalid resource version: resourceVersion: Invalid value: "x"/],
  ['fieldSelector=spec.colour=red', 400, 'field label not supported: spec.colour'],
])('%s answers %i', async (query, code, message) => {
  await using rig = await openRig()
  const answer = await rig.json(`${pods}?${query}`)
  expect(answer.code).toBe(code)
  if (message === undefined) expect(answer.body.items).toHaveLength(120)
  else expect(answer.body.message).toMatch(message)
})

test('a list at an exact version shows the objects as they were', async () => {
  await using rig = await openRig()
  const before = await rig.json(pods)
  const [first, second] = rig.cluster.store.pods.values()
  if (first === undefined || second === undefined) throw new Error('The world is empty.')
  rig.cluster.store.pods.remove(first)
  rig.cluster.store.pods.update({ ...second, metadata: { ...second.metadata, labels: { changed: 'yes' } } })
  const version = before.body.metadata.resourceVersion
  const exact = await rig.json(`${pods}?resourceVersion=${version}&resourceVersionMatch=Exact`)
  expect(exact.body.items).toEqual(before.body.items)
})

test('selectors and namespaces narrow a list', async () => {
  await using rig = await openRig()
  const count = async (path: string) => (await rig.json(path)).body.items.length
  const all = [...rig.cluster.store.pods.values()]
  const node = all[0]?.spec.nodeName ?? ''
  expect(await count(`/api/v1/namespaces/checkout/pods`)).toBe(
    all.filter(({ metadata }) => metadata.namespace === 'checkout').length,
  )
  expect(await count(`${pods}?fieldSelector=spec.nodeName=${node}`)).toBe(
    all.filter(({ spec }) => spec.nodeName === node).length,
  )
  expect(await count(`${pods}?labelSelector=${encodeURIComponent('team in (checkout,payments),app!=web')}`)).toBe(
    all.filter(
      ({ metadata: { labels = {} } }) =>
        ['checkout', 'payments'].includes(labels['team'] ?? '') && labels['app'] !== 'web',
    ).length,
  )
})
