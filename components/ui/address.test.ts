import { expect, test } from 'vitest'
import { editQuery, pageAddress, readSegment, scopeOf } from './address'

test.each([
  ['kind', 'overview', '', '/kind'],
  ['kind', 'pods', '?namespace=shop', '/kind/pods?namespace=shop'],
  ['arn:aws:eks:eu-west-1:1:cluster/prod', 'nodes', '', '/arn%3Aaws%3Aeks%3Aeu-west-1%3A1%3Acluster%2Fprod/nodes'],
] as const)('the %s cluster has its %s page at an address of its own', (cluster, page, query, address) => {
  expect(pageAddress(cluster, page, query)).toBe(address)
  expect(readSegment(address.split(/[/?]/)[1] ?? '')).toBe(cluster)
})

test('a segment that is not validly encoded is taken as it stands', () => {
  expect(readSegment('100%')).toBe('100%')
})

test('edits replace whole parameters and leave the others', () => {
  const query = new URLSearchParams('sort=name&facet.status=Running&namespace=shop')
  expect(editQuery(query, { 'facet.status': ['Error', 'Pending'], sort: [] })).toBe(
    'facet.status=Error&facet.status=Pending&namespace=shop',
  )
})

test('only the namespaces go along to another page', () => {
  expect(scopeOf(new URLSearchParams('namespace=b&q=web&namespace=a'))).toBe('namespace=b&namespace=a')
})
