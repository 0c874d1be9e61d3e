import { request } from 'node:http'
import { expect, test } from 'vitest'
import { openRig } from '@/demo/rig'
import { readAttributes } from './attributes'

test.each([
  ['GET', '/api', ''],
  ['GET', '/api/v1', ''],
  ['GET', '/apis/apps/v1', ''],
  ['GET', '/', ''],
  ['GET', '/API/v1/pods', ''],
  ['GET', '/api/v1/pods', 'list /pods'],
  ['HEAD', '/api/v1/pods', 'list /pods'],
  ['GET', '/api/v1/pods?watch=true', 'watch /pods'],
  ['GET', '/api/v1/pods?watch=0', 'list /pods'],
  ['GET', '/api/v1/pods?watch=maybe', 'watch /pods'],
  ['GET', '/api/v1/namespaces', 'list /namespaces'],
  ['GET', '/api/v1/namespaces/a', 'get /namespaces name=a in a'],
  ['GET', '/api/v1/namespaces/a/status', 'get /namespaces/status name=a in a'],
  ['PUT', '/api/v1/namespaces/a/finalize', 'update /namespaces/finalize name=a in a'],
  ['GET', '/api/v1/namespaces/a/pods/', 'list /pods in a'],
  ['GET', '//api/v1/namespaces/a/pods', 'list /pods in a'],
  ['GET', '/api//v1/namespaces/a/pods', 'get /v1/a name=namespaces'],
  ['GET', '/api/v1/namespaces/a//pods', 'get / name=pods in a'],
  ['GET', '/api/v1/namespaces/a/pods/../secrets', 'get /pods/secrets name=.. in a'],
  ['GET', '/api/v1/namespaces/a/pods/%2e%2e/secrets', 'get /pods/secrets name=.. in a'],
  ['GET', '/api/v1/namespaces/a%2Fpods', 'list /pods in a'],
  ['GET', '/api/v1/namespaces/a/pods/x%2Flog', 'get /pods/log name=x in a'],
  ['GET', '/api/v1/namespaces/kube-system%2F..%2Fa/pods', 'get /../pods name=a in kube-system'],
  ['GET', '/api/v1/namespaces/a/pods/x?watch=true', 'get /pods name=x in a'],
  ['GET', '/api/v1/watch/namespaces/a/pods', 'watch /pods in a'],
  ['GET', '/api/v1/nodes/x/proxy/a', 'get /nodes/proxy name=x'],
  ['POST', '/apis/apps/v1/namespaces/a/deployments', 'create apps/deployments in a'],
  ['PATCH', '/apis/apps/v1/namespaces/a/deployments/b/scale', 'patch apps/deployments/scale name=b in a'],
  ['DELETE', '/apis/apps/v1/namespaces/a/deployments', 'deletecollection apps/deployments in a'],
  ['DELETE', '/apis/apps/v1/namespaces/a/deployments/b', 'delete apps/deployments name=b in a'],
  ['PURGE', '/api/v1/pods', ' /pods'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Db', 'list /pods name=b'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name%3D%3Db&watch=1', 'watch /pods name=b'],
  ['GET', '/api/v1/pods?fieldSelector=spec.x%3D1,metadata.name%3Db', 'list /pods name=b'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name!%3Db', 'list /pods'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name%3D..', 'list /pods'],
  ['GET', '/api/v1/pods?fieldSelector=bad', 'list /pods'],
  ['GET', '/api/v1/pods?fieldSelector=metadata.name%3Db&fieldSelector=', 'list /pods name=b'],
  ['DELETE', '/api/v1/pods?fieldSelector=metadata.name%3Db', 'deletecollection /pods'],
])('%s %s asks for "%s", as the real server takes it', (method, target, meaning) => {
  const { isResource, verb, group, resource, subresource, namespace, name } = readAttributes(method, target)
  const whole = [resource, subresource].filter(Boolean).join('/')
  const told = `${verb} ${group}/${whole}${name && ` name=${name}`}${namespace && ` in ${namespace}`}`
  expect(isResource ? told : '').toBe(meaning)
})

test.each([
  '/api/v1/namespaces/payments/secrets/',
  '//api/v1/namespaces/payments/secrets',
  '//x/api/v1/namespaces/payments/secrets',
  '/api/v1/../v1/namespaces/payments/secrets',
  '/api/v1/namespaces/cart/../payments/secrets',
  '/api/v1/namespaces/cart/%2e%2e/payments/secrets',
  '/api/v1/namespaces/cart/pods/../../payments/secrets',
  '/api/v1/namespaces/cart%2F..%2Fpayments/secrets',
  '/api/v1/namespaces/payments%2Fsecrets',
  '/api/v1/namespaces/payments/%73ecrets',
  '/api/v1/namespaces/payments//secrets',
  '/api/v1/namespaces//secrets',
  '/api/v1/watch/namespaces/payments/secrets',
  '/api/v1/proxy/namespaces/payments/secrets',
  '/api/v1/namespaces/cart/pods/../secrets',
  '/api/v1/namespaces/payments/secrets?watch=false&watch=true',
  '/api/v1/namespaces/payments/secrets%3Fwatch=1',
  '/api/v1/namespaces/payments/secrets;x',
  '/api/v1/namespaces/payments/secrets%00',
  '/apis/v1/namespaces/payments/secrets',
  '/apis//v1/namespaces/payments/secrets',
  '/api/v1/secrets?fieldSelector=metadata.namespace%3Dcart',
  'http://demo/api/v1/namespaces/payments/secrets',
  '/api/v1/namespaces/cart/secrets/..%2F..%2Fpayments%2Fsecrets',
])('no way of writing a path shows tess the secrets of another team: %s', async (path) => {
  await using rig = await openRig()
  const { store, people } = rig.cluster
  const metadata = { name: 'card-key', namespace: 'payments', uid: 'u', resourceVersion: '', creationTimestamp: '' }
  store.secrets.create({ apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { key: 'aGlkZGVu' } })
  const token = people.persons.find(({ name }) => name === 'tess')?.token
  const { port } = new URL((await rig.request('/version')).url)
  const { code, body } = await send(Number(port), path, { authorization: `Bearer ${token}` })
  expect(body).not.toContain('aGlkZGVu')
  expect(code).toBeGreaterThanOrEqual(400)
  expect(code).toBeLessThan(500)
})

/** Sends a path as it is written. */
function send(port: number, path: string, headers: Record<string, string>): Promise<{ code: number; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text) => {
        body += text
      })
      response.on('end', () => resolve({ code: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })
}
