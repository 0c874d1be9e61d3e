import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf, type Fields } from '@/server/kube/testing/kubeconfig'
import { createTransport } from './transport'

const folder = createFolder()
afterAll(() => folder.remove())

async function transportAs(user: Fields) {
  const server = await openApiServer((_, response) => response.end())
  const transport = createTransport(contextOf(folder.path, { server: server.url }, user))
  onTestFinished(() => {
    transport.close()
    return server.close()
  })
  const groups = () => {
    const { rawHeaders = [] } = server.requests[0] ?? {}
    return rawHeaders.filter((_, at) => rawHeaders[at - 1]?.toLowerCase() === 'impersonate-group')
  }
  return { transport, requests: server.requests, groups }
}

describe('a request', () => {
  test('in a context that impersonates sends each group in a header of its own', async () => {
    const { transport, groups } = await transportAs({ as: 'ada', 'as-groups': ['dev', 'ops'] })
    await transport.read(['readyz'])
    expect(groups()).toEqual(['dev', 'ops'])
  })

  test('that impersonates itself sends each group in a header of its own, over HTTP/1.1', async () => {
    const { transport, requests, groups } = await transportAs({ token: 'abc' })
    const headers = { 'impersonate-user': 'ada', 'impersonate-group': ['dev', 'ops, all'] }
    await transport.read(['readyz'], undefined, headers)
    expect(groups()).toEqual(['dev', 'ops, all'])
    expect(requests[0]?.httpVersion).toBe('1.1')
    expect(requests[0]?.headers).toMatchObject({ 'impersonate-user': 'ada', authorization: 'Bearer abc' })
  })

  test('that impersonates is not sent at all where the context is somebody else already', async () => {
    const { transport, requests } = await transportAs({ as: 'eve' })
    const sent = transport.read(['readyz'], undefined, { 'Impersonate-User': 'ada' })
    await expect(sent).rejects.toMatchObject({ kind: 'credentials', problem: { code: 'impersonates-already' } })
    expect(requests).toEqual([])
  })
})
