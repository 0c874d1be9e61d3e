import { text } from 'node:stream/consumers'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import type { Kind } from '@/lib/kube/kind'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { reviewRules } from './rules-review'
import { createTransport } from './transport'

const folder = createFolder()
afterAll(() => folder.remove())

const pods: Kind = { group: '', version: 'v1', kind: 'Pod', resource: 'pods', namespaced: true, fields: {} }
const deployments: Kind = { ...pods, group: 'apps', kind: 'Deployment', resource: 'deployments' }

async function reviewOf(code: number, status: object) {
  const bodies: string[] = []
  const server = await openApiServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body)
      response
        .writeHead(code, { 'content-type': 'application/json' })
        .end(JSON.stringify({ kind: 'Status', code, status }))
    })
  })
  const transport = createTransport(contextOf(folder.path, { server: server.url }))
  onTestFinished(() => {
    transport.close()
    return server.close()
  })
  const review = await reviewRules(transport, 'shop', new AbortController().signal)
  return { review, request: server.requests[0], body: bodies[0] }
}

const rule = (verbs: string[], apiGroups: string[], resources: string[], resourceNames?: string[]) => ({
  verbs,
  apiGroups,
  resources,
  ...(resourceNames && { resourceNames }),
})

test('the review of a namespace is asked for by name', async () => {
  const { request, body } = await reviewOf(201, { resourceRules: null, nonResourceRules: null, incomplete: false })
  expect(request).toMatchObject({ method: 'POST', url: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews' })
  expect(JSON.parse(body ?? '')).toMatchObject({ kind: 'SelfSubjectRulesReview', spec: { namespace: 'shop' } })
})

test.each([
  ['both verbs in one rule', [rule(['list', 'watch'], [''], ['pods'])], true],
  ['the verbs in two rules', [rule(['list'], [''], ['pods']), rule(['watch'], [''], ['pods', 'events'])], true],
  ['stars', [rule(['*'], ['*'], ['*'])], true],
  ['list alone, which can not be followed', [rule(['get', 'list'], [''], ['pods'])], false],
  ['one pod by its name', [rule(['list', 'watch'], [''], ['pods'], ['web-1'])], false],
  ['pods of another group', [rule(['list', 'watch'], ['metrics.k8s.io'], ['pods'])], false],
  ['a subresource', [rule(['list', 'watch'], [''], ['pods/log'])], false],
  ['nothing', [], false],
])('%s: pods may be read there: %j %s', async (_, resourceRules, expected) => {
  const { review } = await reviewOf(201, { resourceRules, incomplete: false })
  expect([review.complete, review.grants(pods), review.grants(deployments)]).toEqual([
    true,
    expected,
    expected && resourceRules[0]?.apiGroups[0] === '*',
  ])
})

test('what some authorizer can not list is not known to be refused', async () => {
  const { review } = await reviewOf(201, { resourceRules: [rule(['*'], [''], ['pods'])], incomplete: true })
  expect([review.complete, review.grants(pods), review.grants(deployments)]).toEqual([false, true, false])
})

test.each([403, 404])('a server that answers %i to the review itself says nothing about rights', async (code) => {
  const { review } = await reviewOf(code, {})
  expect([review.complete, review.grants(pods)]).toEqual([false, false])
})

test('an answer that is no review throws', async () => {
  await expect(reviewOf(201, { resourceRules: 'all' })).rejects.toMatchObject({ kind: 'protocol' })
})
