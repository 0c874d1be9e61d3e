import { expect, test } from 'vitest'
import { openRig } from '@/demo/rig'

const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }
const still = { pods: 30, churn: 0 }

test('a list as a Table has a row for each object, and its metadata alone', async () => {
  await using rig = await openRig(still)
  const { body } = await rig.json('/api/v1/pods?limit=3', { headers: table })
  expect(body.kind).toBe('Table')
  expect(body.columnDefinitions.map(({ name }) => name).slice(0, 3)).toEqual(['Name', 'Ready', 'Status'])
  expect(body.rows).toHaveLength(3)
  expect(body.metadata.remainingItemCount).toBeGreaterThan(0)
  expect(body.rows[0]).toMatchObject({ object: { kind: 'PartialObjectMetadata', metadata: {} } })
  expect(body.rows[0]).not.toHaveProperty('object.spec')
})

test.each([
  ['None', null],
  ['Object', expect.objectContaining({ kind: 'Namespace', status: { phase: 'Active' } })],
])('includeObject=%s decides what a row carries', async (include, object) => {
  await using rig = await openRig(still)
  const { body } = await rig.json(`/api/v1/namespaces/kube-system?includeObject=${include}`, { headers: table })
  expect(body.rows).toEqual([{ cells: ['kube-system', 'Active', expect.any(String)], object }])
})

test('includeObject of another word is refused', async () => {
  await using rig = await openRig(still)
  const { code, body } = await rig.json('/api/v1/namespaces?includeObject=Foo', { headers: table })
  expect(code).toBe(400)
  expect(body.message).toBe(
    'Unable to convert to Table as requested: includeObject: Invalid value: "Foo": ' +
      "must be 'Metadata', 'Object', 'None', or empty",
  )
})

test('every type that is served has a Table, whose rows are as wide as its columns', async () => {
  await using rig = await openRig(still)
  for (const { type } of rig.cluster.store.all) {
    const base = type.group === '' ? '/api' : `/apis/${type.group}`
    const { body } = await rig.json(`${base}/${type.version}/${type.resource}`, { headers: table })
    for (const { cells } of body.rows) expect(cells).toHaveLength(body.columnDefinitions.length)
    expect(body.columnDefinitions.some(({ name }) => name === 'Name')).toBe(true)
  }
})

test('the metadata alone is given to who asks for it, one or many', async () => {
  await using rig = await openRig(still)
  const as = (form: string) => ({ headers: { accept: `application/json;as=${form};v=v1;g=meta.k8s.io` } })
  const many = await rig.json('/api/v1/namespaces?limit=1', as('PartialObjectMetadataList'))
  expect(many.body).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ kind: 'PartialObjectMetadata' }] })
  const one = await rig.json('/api/v1/namespaces/kube-system', as('PartialObjectMetadata'))
  expect(one.body).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'kube-system' } })
  const misfit = await rig.json('/api/v1/namespaces', as('PartialObjectMetadata'))
  expect(misfit.code).toBe(406)
  expect(misfit.body.message).toBe(
    'you requested PartialObjectMetadata, but the requested object is a list (*core.NamespaceList)',
  )
})

test('a watch gives Tables of one row, of which the first tells the columns', async () => {
  await using rig = await openRig(still)
  const response = await rig.request('/api/v1/namespaces?watch=1&timeoutSeconds=1', { headers: table })
  rig.cluster.clock.advance(1000)
  const lines = (await response.text()).trim().split('\n')
  const objects = lines.map((line) => JSON.parse(line).object)
  expect(objects.length).toBeGreaterThan(1)
  expect(objects.map(({ kind, rows }) => [kind, rows.length])).toEqual(objects.map(() => ['Table', 1]))
  expect(objects.map(({ columnDefinitions }) => columnDefinitions?.length ?? null)).toEqual(
    objects.map((_, at) => (at === 0 ? 3 : null)),
  )
})
