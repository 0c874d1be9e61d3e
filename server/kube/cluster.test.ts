import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { metadata } from '@/lib/kube/kinds/metadata'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { kubeconfigOf, writeKubeconfig } from '@/server/kube/testing/kubeconfig'
import { openCluster, table } from './cluster'
import { readContexts } from './contexts'

const folder = createFolder()
afterAll(() => folder.remove())

const kindOf = (kind: string, resource: string, namespaced: boolean) =>
  ({ group: '', version: 'v1', kind, resource, namespaced, fields: { metadata } }) as const
const tables = {
  namespaces: table(kindOf('Namespace', 'namespaces', false), {}),
  pods: table(kindOf('Pod', 'pods', true), {}),
}
const namespaces = ['shop', 'pay', 'bank']

type Rules = readonly { readonly verbs: readonly string[]; readonly resources: readonly string[] }[]
const mayReadPods: Rules = [{ verbs: ['get', 'list', 'watch'], resources: ['pods'] }]

interface Rights {
  /** Types that may be listed in all namespaces. */
  readonly everywhere: readonly string[]
  /** Namespaces where pods may be listed. */
  readonly within: readonly string[]
}

/** An API server with a pod `web` in each of three namespaces. */
async function serve({ everywhere, within }: Rights) {
  const asked: string[] = []
  const respond = (response: ServerResponse, code: number, body: object) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const object = (namespace: string, name: string) => ({
    metadata: { namespace, name, uid: `${namespace}/${name}`, resourceVersion: '1' },
  })

  function list(url: URL, namespace: string, resource: string, response: ServerResponse) {
    if (!(everywhere.includes(resource) || within.includes(namespace)))
      return respond(response, 403, { kind: 'Status', code: 403, reason: 'Forbidden', message: `${resource}: no` })
    if (url.searchParams.has('watch'))
      return response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
    const items =
      resource === 'namespaces'
        ? namespaces.map((name) => object('', name))
        : namespaces.filter((it) => namespace === '' || it === namespace).map((it) => object(it, 'web'))
    return respond(response, 200, { kind: 'List', metadata: { resourceVersion: '1' }, items })
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '', 'http://x')
    const [, namespace = '', resource = ''] = /^\/api\/v1(?:\/namespaces\/([^/]+))?\/(\w+)$/.exec(url.pathname) ?? []
    if (resource !== '') {
      asked.push(`${url.searchParams.has('watch') ? 'watch' : 'list'} ${namespace}/${resource}`)
      return list(url, namespace, resource, response)
    }
    if (url.pathname.endsWith('selfsubjectrulesreviews')) {
      const { spec } = JSON.parse(await text(request)) as { spec: { namespace: string } }
      asked.push(`review ${spec.namespace}`)
      const resourceRules = (within.includes(spec.namespace) ? mayReadPods : []).map((it) => ({
        ...it,
        apiGroups: [''],
      }))
      return respond(response, 201, { status: { resourceRules, nonResourceRules: [], incomplete: false } })
    }
    const resources = Object.values(tables).map(({ kind }) => ({ resource: kind.resource }))
    const groups = [{ metadata: { name: '' }, versions: [{ version: 'v1', resources }] }]
    return respond(response, 200, {
      kind: 'APIGroupDiscoveryList',
      gitVersion: 'v1.36.0',
      items: url.pathname === '/api' ? groups : [],
    })
  }

  const server = await openApiServer((request, response) => void answer(request, response))
  onTestFinished(() => server.close())
  return { asked, url: server.url }
}

async function opened(rights: Rights, named: readonly string[] = [], namespace?: string) {
  const { asked, url } = await serve(rights)
  const config = kubeconfigOf('test', { server: url }, {})
  const contexts = [{ name: 'test', context: { cluster: 'test', user: 'test', namespace } }]
  const path = writeKubeconfig(folder.path, 'config', { ...config, contexts })
  const [context] = readContexts({ kubeconfig: path, env: {} }).contexts
  if (context === undefined) throw new Error('the kubeconfig has no context')
  const cluster = openCluster(context, tables, () => undefined, { namespaces: named })
  onTestFinished(() => cluster.close())
  const pods = () => [...cluster.stores.pods.objects.values()].map((pod) => pod.metadata?.namespace).sort()
  await vi.waitFor(() => expect(cluster.freshness().pods?.state).not.toBe('syncing'), { timeout: 5_000 })
  return { cluster, asked, pods }
}

describe('a cluster', () => {
  test('of which all may be listed is asked for one list and one watch of each type, and for no access review', async () => {
    const { cluster, asked, pods } = await opened({ everywhere: ['namespaces', 'pods'], within: [] }, ['shop'], 'pay')
    await vi.waitFor(() => expect(asked).toHaveLength(4))
    expect(pods()).toEqual(['bank', 'pay', 'shop'])
    expect([...asked].sort()).toEqual(['list /namespaces', 'list /pods', 'watch /namespaces', 'watch /pods'])
    expect(cluster.freshness().pods).not.toHaveProperty('coverage')
  })

  test('is read in the namespaces that the operator and the context name', async () => {
    const { cluster, pods } = await opened({ everywhere: [], within: ['shop', 'bank'] }, ['shop', 'pay'], 'bank')
    expect(pods()).toEqual(['bank', 'shop'])
    expect(cluster.freshness()).toMatchObject({
      pods: { state: 'live', coverage: { namespaces: ['bank', 'shop'], refused: ['pay'] } },
      namespaces: { state: 'forbidden' },
    })
  })

  test('is read in the namespaces that are found by reviews, where all may be listed', async () => {
    const { asked, pods } = await opened({ everywhere: ['namespaces'], within: ['pay'] })
    expect(pods()).toEqual(['pay'])
    expect(asked).not.toContain('list shop/pods')
  })

  test('says of a type that may be read nowhere what can be done', async () => {
    const { cluster } = await opened({ everywhere: [], within: [] }, ['shop'])
    expect(cluster.freshness().pods).toMatchObject({
      state: 'forbidden',
      problem: { sentence: expect.stringContaining('QUARTERDECK_NAMESPACES') },
      coverage: { namespaces: [], refused: ['shop'] },
    })
  })
})
