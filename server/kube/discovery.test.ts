import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { discover } from './discovery'
import { createTransport } from './transport'

const folder = createFolder()
afterAll(() => folder.remove())

/** A number is an answer with that status. */
type Answers = Readonly<Record<string, object | number | string>>

async function discoverFrom(answers: Answers) {
  const server = await openApiServer(({ url = '' }, response) => {
    const answer = answers[url] ?? 404
    if (typeof answer === 'number') response.writeHead(answer).end()
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  const transport = createTransport(contextOf(folder.path, { server: server.url }))
  onTestFinished(() => {
    transport.close()
    return server.close()
  })
  return { discovery: discover(transport), server }
}

const version = { gitVersion: 'v1.36.3' }
const pods = { group: '', version: 'v1', resource: 'pods' }
const deployments = { group: 'apps', version: 'v1', resource: 'deployments' }
const podMetrics = { group: 'metrics.k8s.io', version: 'v1beta1', resource: 'pods' }
const groups = (...items: readonly [string, string, readonly string[], string?][]) => ({
  kind: 'APIGroupDiscoveryList',
  items: items.map(([name, version, resources, freshness]) => ({
    metadata: name === '' ? {} : { name },
    versions: [{ version, freshness, resources: resources.map((resource) => ({ resource })) }],
  })),
})
const resources = (...names: readonly string[]) => ({
  kind: 'APIResourceList',
  resources: names.map((name) => ({ name })),
})

describe('a server that tells all at once', () => {
  test('is asked three times; what it has not is a no, a stale group is broken', async () => {
    const { discovery, server } = await discoverFrom({
      '/version': version,
      '/api': groups(['', 'v1', ['pods', 'nodes'], 'Current']),
      '/apis': groups(['apps', 'v1', ['deployments'], 'Current'], ['metrics.k8s.io', 'v1beta1', [], 'Stale']),
    })
    const { has, broken, version: told } = await discovery
    expect([pods, deployments, podMetrics, { ...deployments, version: 'v2' }].map(has)).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([told, broken]).toEqual(['v1.36.3', ['metrics.k8s.io/v1beta1']])
    expect(server.requests.length).toBe(3)
    expect(server.requests.find(({ url }) => url === '/apis')?.headers.accept).toMatch(
      /^application\/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,/,
    )
  })
})

describe('an older server', () => {
  const groupList = (...groupVersions: readonly string[]) => ({
    kind: 'APIGroupList',
    groups: groupVersions.map((groupVersion) => ({ versions: [{ groupVersion }] })),
  })
  const older: Answers = {
    '/version': version,
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/api/v1': resources('pods', 'pods/log'),
    '/apis': groupList('apps/v1', 'metrics.k8s.io/v1beta1'),
    '/apis/apps/v1': resources('deployments', 'deployments/scale'),
    '/apis/metrics.k8s.io/v1beta1': resources('pods'),
  }

  test('is asked group by group', async () => {
    const { has, broken } = await (await discoverFrom(older)).discovery
    expect([pods, deployments, podMetrics].map(has)).toEqual([true, true, true])
    expect(has({ ...pods, resource: 'pods/log' })).toBe(false)
    expect(broken).toEqual([])
  })

  test.each([503, 403, 404])('one group that answers %d does not break the rest', async (code) => {
    const { discovery } = await discoverFrom({ ...older, '/apis/metrics.k8s.io/v1beta1': code })
    const { has, broken } = await discovery
    expect([pods, deployments, podMetrics].map(has)).toEqual([true, true, false])
    expect(broken).toEqual(['metrics.k8s.io/v1beta1'])
  })
})

test('a server that keeps its version to itself still tells what it has', async () => {
  const { discovery } = await discoverFrom({ '/version': 403, '/api': groups(['', 'v1', ['pods']]), '/apis': groups() })
  const { has, version: told } = await discovery
  expect([has(pods), told]).toEqual([true, null])
})

test.each<[string, Answers, string]>([
  ['fails', { '/version': version, '/api': 500, '/apis': groups() }, 'server'],
  ['forbids discovery', { '/version': version, '/api': groups(), '/apis': 403 }, 'forbidden'],
  ['is not Kubernetes', { '/version': version, '/api': '<html>', '/apis': '<html>' }, 'protocol'],
  ['speaks JSON of another kind', { '/version': version, '/api': { ok: true }, '/apis': groups() }, 'protocol'],
])('a server that %s throws a KubeError', async (_, answers, kind) => {
  await expect((await discoverFrom(answers)).discovery).rejects.toMatchObject({ name: 'KubeError', kind })
})
