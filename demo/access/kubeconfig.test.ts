import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { formatDeputyKubeconfig, formatKubeconfig, formatPeopleKubeconfig } from './kubeconfig'
import { createPeople } from './people'

interface Kubeconfig {
  readonly 'current-context': string
  readonly clusters: readonly { readonly name: string; readonly cluster: Readonly<Record<string, string>> }[]
  readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[]
  readonly contexts: readonly { readonly name: string; readonly context: Readonly<Record<string, string>> }[]
}

const api = { server: 'https://127.0.0.1:6443', ca: '-----BEGIN CERTIFICATE-----\n' }
const people = createPeople('1')
// Written by the functions under test.
const read = (text: string) => load(text) as Kubeconfig

test("the dashboard's kubeconfig has one context, with the reader's token", () => {
  const { clusters, users, contexts, ...rest } = read(formatKubeconfig(api, people))
  expect(rest['current-context']).toBe('demo')
  expect(contexts).toEqual([{ name: 'demo', context: { cluster: 'demo', user: 'reader' } }])
  expect(users).toEqual([{ name: 'reader', user: { token: people.reader.token } }])
  const ca = Buffer.from(api.ca).toString('base64')
  expect(clusters).toEqual([{ name: 'demo', cluster: { server: api.server, 'certificate-authority-data': ca } }])
})

test("the deputy's has the same context, so that a dashboard finds it", () => {
  const [reader, deputy] = [formatKubeconfig, formatDeputyKubeconfig].map((format) => read(format(api, people)))
  expect(deputy?.contexts.map(({ name }) => name)).toEqual(reader?.contexts.map(({ name }) => name))
  expect(deputy?.users).toEqual([{ name: 'deputy', user: { token: people.deputy.token } }])
})

test('each of the people has a context with their own token', () => {
  const { users, contexts, ...rest } = read(formatPeopleKubeconfig(api, people))
  expect(rest['current-context']).toBe('anna')
  expect(contexts.map(({ name }) => name)).toEqual(['anna', 'rui', 'sam', 'tess', 'admin', 'deputy', 'reader'])
  for (const { name, context } of contexts) expect(context).toEqual({ cluster: 'demo', user: name })
  for (const { name, user } of users) expect(people.findByToken(user.token)?.name.split(':').at(-1)).toBe(name)
})
