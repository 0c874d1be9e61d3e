import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCertificates } from '@/server/kube/testing/certificates'
import { createFolder } from '@/server/kube/testing/folder'
import { kubeconfigOf, writeKubeconfig } from '@/server/kube/testing/kubeconfig'
import { readContexts } from './contexts'

let folder: ReturnType<typeof createFolder>
beforeEach(() => {
  folder = createFolder()
})
afterEach(() => folder.remove())

const server = 'https://10.0.0.1:6443'
const secret = 'very-secret-token'

function read(content: string | Readonly<Record<string, unknown>>) {
  return readContexts({ kubeconfig: writeKubeconfig(folder.path, 'config', content), env: {} })
}

const withContext = (cluster: object, user: object) => read(kubeconfigOf('prod', { server, ...cluster }, { ...user }))

describe('where kubeconfigs are found', () => {
  test('KUBECONFIG merges its files: of equal names the first file stands, files that do not exist are passed over', () => {
    const a = writeKubeconfig(folder.path, 'a', kubeconfigOf('prod', { server: 'https://a:6443' }, {}))
    const b = writeKubeconfig(folder.path, 'b', {
      ...kubeconfigOf('prod', { server: 'https://b:6443' }, {}),
      contexts: [
        { name: 'prod', context: { cluster: 'prod', user: 'prod' } },
        { name: 'stage', context: { cluster: 'prod', user: 'prod', namespace: 'shop' } },
      ],
      'current-context': 'stage',
    })
    const KUBECONFIG = [join(folder.path, 'none'), a, b].join(delimiter)
    const { contexts, current, problem } = readContexts({ kubeconfig: undefined, env: { KUBECONFIG } })
    expect(contexts.map(({ name, server, namespace }) => [name, server, namespace])).toEqual([
      ['prod', 'https://a:6443', ''],
      ['stage', 'https://a:6443', 'shop'],
    ])
    expect([current, problem]).toEqual(['prod', undefined])
  })

  test('--kubeconfig goes before KUBECONFIG, KUBECONFIG before ~/.kube/config, that before in-cluster', () => {
    mkdirSync(join(folder.path, '.kube'))
    const write = (file: string) => writeKubeconfig(folder.path, file, kubeconfigOf(file, { server }, {}))
    const env = { HOME: folder.path, KUBECONFIG: write('listed') }
    write('.kube/config')
    const names = (source: Parameters<typeof readContexts>[0]) => readContexts(source).contexts.map(({ name }) => name)
    expect(names({ kubeconfig: write('named'), env })).toEqual(['named'])
    expect(names({ kubeconfig: undefined, env })).toEqual(['listed'])
    expect(names({ kubeconfig: undefined, env: { ...env, KUBECONFIG: '' } })).toEqual(['.kube/config'])
  })

  test('in a cluster the service account is the one context', async () => {
    const ca = createCertificates(folder.path).authority('ca')
    writeFileSync(join(folder.path, 'ca.crt'), ca.cert)
    writeFileSync(join(folder.path, 'token'), 'one\n')
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' }
    const { contexts, current } = readContexts({ kubeconfig: undefined, env, serviceAccount: folder.path })
    expect(contexts).toMatchObject([{ name: 'in-cluster', server: 'https://[fd00::1]:443', problem: null }])
    expect(current).toBe('in-cluster')
    expect(await contexts[0]?.credentials.current()).toMatchObject({
      headers: { authorization: 'Bearer one' },
      tls: { ca: ca.cert, rejectUnauthorized: true },
    })
  })

  test('without any there is one problem that says what to do', () => {
    const { contexts, problem } = readContexts({ kubeconfig: undefined, env: {}, serviceAccount: folder.path })
    expect(contexts).toEqual([])
    expect(problem?.sentence).toMatch(/No kubeconfig was found: .*--kubeconfig/)
  })
})

describe('a file that is no kubeconfig', () => {
  test.each([
    ['', /is empty/],
    ['apiVersion: v1\nkind: Config\nusers: [', /not valid YAML at line 3/],
    ['just words', /not a kubeconfig/],
    ['clusters: 5', /clusters has not the form/],
    ['{"kind": "Config"}', /has no contexts/],
  ])('%j', (content, sentence) => {
    const { contexts, problem } = read(content)
    expect(contexts).toEqual([])
    expect(problem?.sentence).toMatch(sentence)
    expect(problem?.sentence).toContain(join(folder.path, 'config'))
  })

  test('a missing file is named with its reason', () => {
    const { problem } = readContexts({ kubeconfig: join(folder.path, 'none'), env: {} })
    expect(problem?.sentence).toMatch(/none cannot be read \(ENOENT\): /)
  })

  test('the contexts of the other files stay', () => {
    const good = writeKubeconfig(folder.path, 'good', kubeconfigOf('prod', { server }, {}))
    const bad = writeKubeconfig(folder.path, 'bad', 'users: [')
    const KUBECONFIG = [bad, good].join(delimiter)
    const { contexts, problem } = readContexts({ kubeconfig: undefined, env: { KUBECONFIG } })
    expect(contexts.map(({ name }) => name)).toEqual(['prod'])
    expect(problem?.sentence).toContain(bad)
  })

  test('what a malformed file holds is not told', () => {
    const { problem } = read(`users:\n- name: a\n  user: {token: "${secret}"\n  x: "${secret}`)
    expect(JSON.stringify(problem)).not.toContain(secret)
  })
})

describe('a broken context', () => {
  const garbage = Buffer.from('garbage').toString('base64')
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'aws' }
  test.each<[string, object, object, RegExp]>([
    ['no server', { server: undefined }, {}, /cluster "prod" is wrong: cluster.server is missing/],
    ['no address', { server: 'prod:6443' }, {}, /its server is not an https/],
    ['a token over http', { server: 'http://10.0.0.1' }, { token: secret }, /would send credentials unencrypted/],
    ['an unreadable certificate', { 'certificate-authority': '/none/ca.crt' }, {}, /\/none\/ca.crt cannot be read/],
    ['an authority that is none', { 'certificate-authority-data': garbage }, {}, /not a certificate/],
    ['half a pair', {}, { 'client-key-data': garbage }, /only one of client-certificate and client-key/],
    [
      'a pair that is none',
      {},
      { 'client-certificate-data': garbage, 'client-key-data': garbage },
      /do not go together/,
    ],
    ['an unknown proxy', { 'proxy-url': 'ftp://proxy' }, {}, /its proxy-url is not/],
    ['a plugin without a command', {}, { exec: { apiVersion: 'v1' } }, /user "prod" is wrong: exec.command/],
    ['a plugin without a version', {}, { exec: { command: 'aws' } }, /exec.apiVersion is missing/],
    ['a plugin that asks', {}, { exec: { ...exec, interactiveMode: 'Always' } }, /"aws" needs a terminal/],
    ['a provider of old', {}, { 'auth-provider': { name: 'gcp' } }, /auth-provider "gcp" is no longer supported/],
    ['a token that is a list', {}, { token: [secret] }, /user "prod" is wrong: token has not the form/],
  ])('%s: says what is wrong', async (_, cluster, user, sentence) => {
    const { contexts, problem } = withContext(cluster, user)
    expect(problem).toBeUndefined()
    expect(contexts[0]?.problem?.sentence).toMatch(sentence)
    expect(JSON.stringify(contexts)).not.toContain(secret)
    await expect(contexts[0]?.credentials.current()).rejects.toMatchObject({
      kind: 'credentials',
      problem: contexts[0]?.problem,
    })
  })

  test('does not take the others down', () => {
    const { contexts } = read({
      clusters: [{ name: 'a', cluster: { server } }, { name: 'b' }],
      users: [{ name: 'a', user: { token: secret } }],
      contexts: [
        { name: 'no-cluster', context: { cluster: 'none', user: 'a' } },
        { name: 'no-user', context: { cluster: 'a', user: 'none' } },
        { name: 'bad-cluster', context: { cluster: 'b', user: 'a' } },
        { name: 'empty' },
        { name: 'good', context: { cluster: 'a', user: 'a' } },
      ],
    })
    expect(contexts.map(({ name, problem }) => [name, problem?.sentence])).toEqual([
      ['no-cluster', expect.stringContaining('names the cluster "none", which no kubeconfig has')],
      ['no-user', expect.stringContaining('names the user "none", which no kubeconfig has')],
      ['bad-cluster', expect.stringContaining('cluster "b" is wrong: cluster is missing')],
      ['empty', expect.stringContaining('its own entry is wrong: context is missing')],
      ['good', undefined],
    ])
    expect(JSON.stringify(contexts)).not.toContain(secret)
  })
})
