import { describe, expect, test } from 'vitest'
import { ruleAllows, ruleAllowsUrl } from './rule'

interface Case {
  readonly rule: Partial<Record<'verbs' | 'apiGroups' | 'resources' | 'resourceNames' | 'nonResourceURLs', string[]>>
  /** `verb group/resource/subresource name`, the core group as `core`. */
  readonly asked: string
}

const read = { verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods'] }

function decide({ rule, asked }: Case): boolean {
  const [verb = '', whole = '', name = ''] = asked.split(' ')
  const [group = '', resource = '', subresource = ''] = whole.split('/')
  const given = { verbs: [], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [], ...rule }
  return ruleAllows(given, { verb, group: group === 'core' ? '' : group, resource, subresource, name })
}

describe('a rule', () => {
  test.each<[string, Case]>([
    ['what it names', { rule: read, asked: 'list core/pods' }],
    ['any verb by *', { rule: { ...read, verbs: ['*'] }, asked: 'deletecollection core/pods' }],
    ['any group by *', { rule: { ...read, apiGroups: ['*'] }, asked: 'get metrics.k8s.io/pods' }],
    ['any resource by *', { rule: { ...read, resources: ['*'] }, asked: 'list core/secrets' }],
    ['any subresource by *', { rule: { ...read, resources: ['*'] }, asked: 'get core/pods/log web-0' }],
    ['a subresource that it names', { rule: { ...read, resources: ['pods/log'] }, asked: 'get core/pods/log web-0' }],
    [
      'a subresource of anything',
      { rule: { ...read, resources: ['*/scale'] }, asked: 'get core/replicationcontrollers/scale a' },
    ],
    ['one of several resources', { rule: { ...read, resources: ['nodes', 'pods'] }, asked: 'list core/pods' }],
    ['a name that it names', { rule: { ...read, resourceNames: ['a', 'b'] }, asked: 'get core/pods b' }],
    ['a list of one name that it names', { rule: { ...read, resourceNames: ['b'] }, asked: 'list core/pods b' }],
    ['any object by an empty list of names', { rule: { ...read, resourceNames: [] }, asked: 'get core/pods b' }],
    ['a request without a name by an empty name', { rule: { ...read, resourceNames: [''] }, asked: 'list core/pods' }],
  ])('allows %s', (_, it) => expect(decide(it)).toBe(true))

  test.each<[string, Case]>([
    ['another verb', { rule: read, asked: 'delete core/pods' }],
    ['another group', { rule: read, asked: 'list metrics.k8s.io/pods' }],
    ['a group by the name of the core group', { rule: { ...read, apiGroups: ['core'] }, asked: 'list core/pods' }],
    ['a subresource by its resource', { rule: read, asked: 'get core/pods/log web-0' }],
    ['a resource by its subresource', { rule: { ...read, resources: ['pods/log'] }, asked: 'get core/pods web-0' }],
    ['a subresource by pods/*', { rule: { ...read, resources: ['pods/*'] }, asked: 'get core/pods/log web-0' }],
    ['a resource by pods/*', { rule: { ...read, resources: ['pods/*'] }, asked: 'get core/pods web-0' }],
    ['a resource by */scale', { rule: { ...read, resources: ['*/scale'] }, asked: 'get core/scale a' }],
    [
      'another subresource by */scale',
      { rule: { ...read, resources: ['*/scale'] }, asked: 'get core/pods/autoscale a' },
    ],
    ['a subresource by */*', { rule: { ...read, resources: ['*/*'] }, asked: 'get core/pods/log a' }],
    ['a resource by a part of its name', { rule: { ...read, resources: ['pod*'] }, asked: 'get core/pods a' }],
    ['a resource in other letters', { rule: { ...read, resources: ['Pods'] }, asked: 'get core/pods a' }],
    ['another name', { rule: { ...read, resourceNames: ['a'] }, asked: 'get core/pods b' }],
    ['a list, by names', { rule: { ...read, resourceNames: ['a'] }, asked: 'list core/pods' }],
    ['a name by *', { rule: { ...read, resourceNames: ['*'] }, asked: 'get core/pods a' }],
    ['anything, without a group', { rule: { ...read, apiGroups: [] }, asked: 'list core/pods' }],
    ['anything, empty', { rule: {}, asked: 'list core/pods' }],
    ['a resource by URLs', { rule: { verbs: ['*'], nonResourceURLs: ['*'] }, asked: 'get core/pods a' }],
  ])('refuses %s', (_, it) => expect(decide(it)).toBe(false))
})

describe('a rule for URLs', () => {
  test.each([
    ['/metrics', '/metrics', true],
    ['*', '/anything', true],
    ['/healthz/*', '/healthz/etcd', true],
    ['/healthz*', '/healthz', true],
    ['/logs**', '/logs/a', true],
    ['/healthz/*', '/healthz', false],
    ['/metrics', '/metrics/cadvisor', false],
    ['/*/etcd', '/healthz/etcd', false],
  ])('%s of %s: %s', (url, path, allowed) => {
    const rule = { verbs: ['get'], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [url] }
    expect(ruleAllowsUrl(rule, 'get', path)).toBe(allowed)
    expect(ruleAllowsUrl(rule, 'post', path)).toBe(false)
  })
})
