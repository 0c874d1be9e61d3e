import { describe, expect, test } from 'vitest'
import { apiPath, joinPath } from './api-path'

describe('paths', () => {
  const pods = { group: '', version: 'v1', resource: 'pods', namespaced: true }
  test.each([
    [apiPath(pods), '/api/v1/pods'],
    [apiPath(pods, 'shop'), '/api/v1/namespaces/shop/pods'],
    [apiPath(pods, 'shop', 'web-0'), '/api/v1/namespaces/shop/pods/web-0'],
    [apiPath({ ...pods, group: 'apps', resource: 'deployments' }), '/apis/apps/v1/deployments'],
    [apiPath({ ...pods, resource: 'nodes', namespaced: false }, undefined, 'n1'), '/api/v1/nodes/n1'],
    [['apis', 'system:node?x#y'], '/apis/system%3Anode%3Fx%23y'],
  ])('%j leads to %s', (segments, path) => {
    expect(joinPath(segments)).toBe(path)
  })

  test.each(['', '.', '..', 'a/b', '%2e%2e', 'a%2Fb', 'a\\b', 'a\nb', '\u0000'])('%j is refused', (name) => {
    expect(() => joinPath(apiPath(pods, 'shop', name))).toThrow(/cannot be the name of anything in Kubernetes/)
  })
})
