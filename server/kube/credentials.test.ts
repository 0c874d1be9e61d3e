import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createCertificates } from '@/server/kube/testing/certificates'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'

let folder: ReturnType<typeof createFolder>
beforeEach(() => {
  folder = createFolder()
})
afterEach(() => folder.remove())

const server = 'https://10.0.0.1:6443'
const credentialsOf = (user: object, cluster: object = {}) =>
  contextOf(folder.path, { server, ...cluster }, { ...user }).credentials

describe('what goes out with a request', () => {
  test.each<[string, object, object]>([
    ['a token', { token: 'abc' }, { authorization: 'Bearer abc' }],
    ['a number for a token', { token: 12345 }, { authorization: 'Bearer 12345' }],
    ['name and password', { username: 'ada', password: 'p:w' }, { authorization: 'Basic YWRhOnA6dw==' }],
    ['nobody', {}, {}],
    [
      'somebody else',
      { token: 'abc', as: 'ada', 'as-uid': '7', 'as-groups': ['dev', 'ops'], 'as-user-extra': { 'a/B': ['x'] } },
      {
        authorization: 'Bearer abc',
        'impersonate-user': 'ada',
        'impersonate-uid': '7',
        'impersonate-group': ['dev', 'ops'],
        'impersonate-extra-a%2Fb': ['x'],
      },
    ],
  ])('%s', async (_, user, headers) => {
    expect((await credentialsOf(user).current()).headers).toEqual(headers)
  })

  test('a token file is read again when it has changed, and its loss is told', async () => {
    const file = join(folder.path, 'token')
    writeFileSync(file, 'one\n')
    const credentials = credentialsOf({ tokenFile: 'token' })
    expect((await credentials.current()).headers).toEqual({ authorization: 'Bearer one' })
    writeFileSync(file, 'second\n')
    expect((await credentials.current()).headers).toEqual({ authorization: 'Bearer second' })
    const lost = credentialsOf({ 'token-file': join(folder.path, 'none') })
    await expect(lost.current()).rejects.toThrow(
      /"test" gives no credentials: the file .*none cannot be read \(ENOENT\)/,
    )
  })

  test('TLS options stay the same object until a certificate changes', async () => {
    const make = createCertificates(folder.path)
    const ca = make.authority('ca')
    const client = make.issue('ca', 'client', '')
    const credentials = credentialsOf(
      { 'client-certificate': 'client.crt', 'client-key': 'client.key' },
      {
        'certificate-authority-data': ca.cert.toString('base64'),
        'tls-server-name': 'kubernetes.default',
        'proxy-url': 'http://127.0.0.1:3128',
      },
    )
    const { tls, proxy } = await credentials.current()
    expect(tls).toEqual({
      ca: ca.cert,
      cert: client.cert,
      key: client.key,
      servername: 'kubernetes.default',
      rejectUnauthorized: true,
    })
    expect(proxy).toBe('http://127.0.0.1:3128')
    expect((await credentials.current()).tls).toBe(tls)
    const renewed = make.issue('ca', 'client', '')
    expect((await credentials.current()).tls).toMatchObject({ cert: renewed.cert, key: renewed.key })
  })

  test('insecure-skip-tls-verify turns verification off', async () => {
    const credentials = credentialsOf({}, { 'insecure-skip-tls-verify': true })
    expect((await credentials.current()).tls.rejectUnauthorized).toBe(false)
  })
})

describe('an exec plugin', () => {
  /** A plugin that appends a line to `runs` each time and then does as the script says. */
  function plugin(script: string, more: object = {}, cluster: object = {}) {
    const file = join(folder.path, 'plugin.cjs')
    writeFileSync(
      file,
      `require('node:fs').appendFileSync(${JSON.stringify(join(folder.path, 'runs'))}, 'x');${script}`,
    )
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args: [file], ...more }
    return credentialsOf({ exec }, cluster)
  }
  const print = (status: string) => `console.log(JSON.stringify({ kind: 'ExecCredential', status: ${status} }))`
  const numbered = (rest = '') =>
    print(`{ token: String(require('node:fs').readFileSync(__dirname + '/runs').length)${rest} }`)
  const tokenOf = async (credentials: ReturnType<typeof plugin>) => (await credentials.current()).headers.authorization

  test('runs once for all that ask at the same time, and again only when refused', async () => {
    const credentials = plugin(numbered())
    const [first, second] = await Promise.all([credentials.current(), credentials.current()])
    expect([first.headers.authorization, second.headers.authorization]).toEqual(['Bearer 1', 'Bearer 1'])
    expect(await tokenOf(credentials)).toBe('Bearer 1')
    expect(first.renew()).toBe(true)
    expect(await tokenOf(credentials)).toBe('Bearer 2')
    // Refused too, but for the token before: the newer one is not thrown away.
    expect(second.renew()).toBe(true)
    expect(await tokenOf(credentials)).toBe('Bearer 2')
  })

  test('runs again when its answer has expired', async () => {
    const expired = plugin(numbered(', expirationTimestamp: "2020-01-01T00:00:00Z"'))
    expect([await tokenOf(expired), await tokenOf(expired)]).toEqual(['Bearer 1', 'Bearer 2'])
  })

  test('is told that there is no terminal, its variables and the cluster, and may give a certificate', async () => {
    const credentials = plugin(
      print(`{ clientCertificateData: process.env.KUBERNETES_EXEC_INFO, clientKeyData: process.env.REGION }`),
      { env: [{ name: 'REGION', value: 'eu' }], provideClusterInfo: true },
    )
    const { tls, headers } = await credentials.current()
    expect(headers).toEqual({})
    expect(tls.key?.toString()).toBe('eu')
    expect(JSON.parse(String(tls.cert))).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: { interactive: false, cluster: expect.objectContaining({ server }) },
    })
  })

  test('that waits for input gets its end', async () => {
    const credentials = plugin(`process.stdin.resume().on('end', () => ${numbered()})`)
    expect(await tokenOf(credentials)).toBe('Bearer 1')
  })

  test.each<[string, string, object, RegExp]>([
    ['fails', `console.error('first\\nToken has expired'); process.exit(3)`, {}, /failed with 3 \(Token has expired\)/],
    ['dies', `process.kill(process.pid, 'SIGKILL')`, {}, /failed with SIGKILL/],
    [
      'is missing',
      '',
      { command: 'no-such-plugin', installHint: 'brew install it' },
      /was not found \(brew install it\)/,
    ],
    ['prints nonsense', `console.log('hello')`, {}, /not an ExecCredential/],
    ['gives nothing', print('{}'), {}, /not an ExecCredential/],
  ])('that %s: one sentence with context and command', async (_, script, more, sentence) => {
    const error = await plugin(script, more)
      .current()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'credentials' })
    expect(String(error)).toMatch(sentence)
    expect(String(error)).toMatch(/Context "test" gives no credentials: its exec plugin ".+"/)
  })

  test('that failed rests for five seconds before it is run again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const credentials = plugin(
      `require('node:fs').readFileSync(__dirname + '/runs').length === 1 ? process.exit(1) : ${numbered()}`,
    )
    await expect(credentials.current()).rejects.toThrow('failed with 1')
    await expect(credentials.current()).rejects.toThrow('failed with 1')
    vi.advanceTimersByTime(5_000)
    expect(await tokenOf(credentials)).toBe('Bearer 2')
  })
})
