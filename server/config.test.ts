import { describe, expect, test } from 'vitest'
import { localAddress, readConfig } from './config'

const sentences = (env: Record<string, string>) => {
  const read = readConfig(env)
  return Array.isArray(read) ? read.map(({ sentence }) => sentence) : read
}

describe('what an operator sets', () => {
  test('nothing: loopback, port 4600, a link for the user of the operating system', () => {
    expect(readConfig({}, () => 'ada')).toEqual({
      host: '127.0.0.1',
      port: 4600,
      kubeconfig: undefined,
      open: [],
      namespaces: [],
      people: [{ name: 'ada', identity: null }],
      allowedHosts: [],
      publicUrl: undefined,
      signIn: ['local'],
      administrators: undefined,
      deputy: undefined,
      deputyGroups: [],
      oidc: undefined,
      proxy: { peers: [], userHeader: 'x-forwarded-user', groupsHeader: 'x-forwarded-groups' },
      mostStreams: 100,
    })
  })

  test('everything', () => {
    const env = {
      QUARTERDECK_HOST: '0.0.0.0',
      QUARTERDECK_PORT: '8080',
      QUARTERDECK_KUBECONFIG: '/k',
      QUARTERDECK_OPEN: 'prod, stage,,prod',
      QUARTERDECK_NAMESPACES: 'shop, pay',
      QUARTERDECK_PEOPLE: 'ada,bob@example.com',
      QUARTERDECK_ALLOWED_HOSTS: 'Quarterdeck.Example.com,10.0.0.5:8080,[fd00::1]:8080',
      QUARTERDECK_PUBLIC_URL: 'https://q.example.com/',
      QUARTERDECK_SIGN_IN: 'local,token,oidc,proxy',
      QUARTERDECK_ADMINISTRATORS: 'ada,group:shop:sre',
      QUARTERDECK_DEPUTY_KUBECONFIG: '/d',
      QUARTERDECK_DEPUTY_GROUPS: 'shop:*,oncall',
      QUARTERDECK_OIDC_ISSUER: 'https://id.example.com',
      QUARTERDECK_OIDC_CLIENT_ID: 'quarterdeck',
      QUARTERDECK_OIDC_CLIENT_SECRET_FILE: '/secret',
      QUARTERDECK_OIDC_SCOPES: 'groups,offline_access',
      QUARTERDECK_OIDC_GROUPS_CLAIM: 'groups',
      QUARTERDECK_OIDC_GROUPS_PREFIX: 'oidc:',
      QUARTERDECK_PROXY_PEERS: '10.0.0.0/8,fd00::1',
      QUARTERDECK_PROXY_USER_HEADER: 'X-Remote-User',
      QUARTERDECK_MOST_STREAMS: '5',
    }
    expect(readConfig(env)).toEqual({
      host: '0.0.0.0',
      port: 8080,
      kubeconfig: '/k',
      open: ['prod', 'stage'],
      namespaces: ['shop', 'pay'],
      people: [
        { name: 'ada', identity: null },
        { name: 'bob@example.com', identity: null },
      ],
      allowedHosts: ['quarterdeck.example.com', '10.0.0.5:8080', '[fd00::1]:8080'],
      publicUrl: 'https://q.example.com',
      signIn: ['local', 'token', 'oidc', 'proxy'],
      administrators: { people: ['ada'], groups: ['shop:sre'] },
      deputy: { kubeconfig: '/d' },
      deputyGroups: ['shop:*', 'oncall'],
      oidc: {
        issuer: 'https://id.example.com',
        clientId: 'quarterdeck',
        clientSecret: undefined,
        clientSecretFile: '/secret',
        scopes: ['openid', 'groups', 'offline_access'],
        userClaim: 'sub',
        userPrefix: 'https://id.example.com#',
        groupsClaim: 'groups',
        groupsPrefix: 'oidc:',
      },
      proxy: { peers: ['10.0.0.0/8', 'fd00::1'], userHeader: 'x-remote-user', groupsHeader: 'x-forwarded-groups' },
      mostStreams: 5,
    })
  })

  test('an empty variable counts as not set, and PORT is the port where QUARTERDECK_PORT is not', () => {
    expect(readConfig({ QUARTERDECK_PORT: '', QUARTERDECK_HOST: '', PORT: '3000' })).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
    })
    expect(readConfig({ QUARTERDECK_PORT: '4700', PORT: '3000' })).toMatchObject({ port: 4700 })
  })

  test.each([
    [{ QUARTERDECK_PORT: '0' }, 'The port "0" is not a port: use a whole number from 1 to 65535.'],
    [{ QUARTERDECK_PORT: '4600.5' }, 'The port "4600.5" is not a port: use a whole number from 1 to 65535.'],
    [
      { QUARTERDECK_HOST: 'everywhere' },
      'QUARTERDECK_HOST "everywhere" is not an address to listen on: use an IP address such as 127.0.0.1.',
    ],
    [
      { QUARTERDECK_PEOPLE: 'ada,a b' },
      'The name "a b" in QUARTERDECK_PEOPLE can\'t be used: use letters, digits and . _ @ + - only, at most 64.',
    ],
    [
      { QUARTERDECK_ALLOWED_HOSTS: 'https://quarterdeck.example.com' },
      '"https://quarterdeck.example.com" in QUARTERDECK_ALLOWED_HOSTS is not a host: use a name as it stands in the address bar, such as quarterdeck.example.com or 10.0.0.5:8080.',
    ],
    [
      { QUARTERDECK_SIGN_IN: 'local,anonymous' },
      '"anonymous" in QUARTERDECK_SIGN_IN is not a way in: use local, token, oidc and proxy.',
    ],
    [{ QUARTERDECK_SIGN_IN: ',' }, 'QUARTERDECK_SIGN_IN names no way in: use local, token, oidc and proxy.'],
    [
      { QUARTERDECK_PUBLIC_URL: 'http://q.example.com' },
      'QUARTERDECK_PUBLIC_URL "http://q.example.com" can\'t be used: give the address without a path, with https:// unless it is on this machine, such as https://quarterdeck.example.com.',
    ],
    [
      { QUARTERDECK_DEPUTY_GROUPS: 'system:masters' },
      '"system:masters" in QUARTERDECK_DEPUTY_GROUPS can\'t be used: give groups such as shop:sre, or a beginning such as shop:*; groups of "system:" are never impersonated.',
    ],
    [
      { QUARTERDECK_PEOPLE: 'anna=user:anna,group:system:masters', QUARTERDECK_DEPUTY: 'kubeconfig' },
      '"system:masters" of "anna" in QUARTERDECK_PEOPLE can\'t be used: nobody of "system:" is impersonated.',
    ],
    [
      { QUARTERDECK_PEOPLE: 'anna=user:system:admin', QUARTERDECK_DEPUTY: 'kubeconfig' },
      '"system:admin" of "anna" in QUARTERDECK_PEOPLE can\'t be used: nobody of "system:" is impersonated.',
    ],
    [
      { QUARTERDECK_PEOPLE: 'anna=user:anna' },
      '"anna" needs an identity that impersonates people: set QUARTERDECK_DEPUTY_KUBECONFIG, or QUARTERDECK_DEPUTY=kubeconfig to use the kubeconfig\'s own.',
    ],
    [
      { QUARTERDECK_PEOPLE: 'anna,group:shop:sre', QUARTERDECK_DEPUTY: 'kubeconfig' },
      '"anna" in QUARTERDECK_PEOPLE has groups and no user: write anna=user:anna,group:….',
    ],
    [
      { QUARTERDECK_PEOPLE: 'group:shop:sre', QUARTERDECK_DEPUTY: 'kubeconfig' },
      'The name "group:shop:sre" in QUARTERDECK_PEOPLE can\'t be used: use letters, digits and . _ @ + - only, at most 64.',
    ],
    [
      { QUARTERDECK_DEPUTY: 'kubeconfig', QUARTERDECK_DEPUTY_KUBECONFIG: '/d' },
      'Set QUARTERDECK_DEPUTY or QUARTERDECK_DEPUTY_KUBECONFIG, not both.',
    ],
    [
      { QUARTERDECK_SIGN_IN: 'proxy', QUARTERDECK_DEPUTY: 'kubeconfig' },
      'QUARTERDECK_SIGN_IN has proxy: set QUARTERDECK_PROXY_PEERS to the addresses that the proxy comes from.',
    ],
    [
      { QUARTERDECK_PROXY_PEERS: '10.0.0.0/33' },
      '"10.0.0.0/33" in QUARTERDECK_PROXY_PEERS is not an address: use an IP address or a network such as 10.0.0.0/8.',
    ],
    [
      { QUARTERDECK_SIGN_IN: 'oidc', QUARTERDECK_DEPUTY: 'kubeconfig' },
      'QUARTERDECK_SIGN_IN has oidc: set QUARTERDECK_OIDC_ISSUER and QUARTERDECK_OIDC_CLIENT_ID too.',
    ],
    [
      { QUARTERDECK_OIDC_ISSUER: 'http://id.example.com' },
      'QUARTERDECK_OIDC_ISSUER "http://id.example.com" is not an https:// address (http:// only on this machine).',
    ],
    [
      { DATABASE_URL: 'mysql://root:canary@db' },
      'DATABASE_URL is not the address of a PostgreSQL database: it starts with postgres://.',
    ],
  ])('%o gets a sentence', (env, sentence) => {
    expect(sentences(env)).toEqual([sentence])
  })

  test('people with identities, in one spelling', () => {
    const env = {
      QUARTERDECK_PEOPLE: 'ada, anna=user:anna@x.org, group:shop:sre,group:Domain Admins ,rui=user:rui,group:shop:sre',
      QUARTERDECK_DEPUTY: 'kubeconfig',
    }
    expect(readConfig(env)).toMatchObject({
      people: [
        { name: 'ada', identity: null },
        { name: 'anna', identity: { user: 'anna@x.org', groups: ['shop:sre', 'Domain Admins'] } },
        { name: 'rui', identity: { user: 'rui', groups: ['shop:sre'] } },
      ],
    })
  })

  test.each([
    [{}, 'https://id.example.com#'],
    [{ QUARTERDECK_OIDC_USER_CLAIM: 'email' }, ''],
    [{ QUARTERDECK_OIDC_USER_CLAIM: 'name', QUARTERDECK_OIDC_USER_PREFIX: '-' }, ''],
    [{ QUARTERDECK_OIDC_USER_PREFIX: 'oidc:' }, 'oidc:'],
  ])('with %o users begin with %j, as the API server has it', (env, userPrefix) => {
    const issuer = { QUARTERDECK_OIDC_ISSUER: 'https://id.example.com', QUARTERDECK_OIDC_CLIENT_ID: 'q' }
    expect(readConfig({ ...issuer, ...env })).toMatchObject({ oidc: { userPrefix } })
  })

  test('every wrong value is named at once', () => {
    expect(sentences({ QUARTERDECK_PORT: 'x', QUARTERDECK_HOST: 'y' })).toHaveLength(2)
  })

  test.each([
    ['CORP\\ada', 'CORP-ada'],
    ['ada lovelace', 'ada-lovelace'],
    ['', 'operator'],
  ])('the account "%s" is printed as %s', (account, person) => {
    expect(readConfig({}, () => account)).toMatchObject({ people: [{ name: person, identity: null }] })
  })
})

test.each([
  ['127.0.0.1', 'http://127.0.0.1:4600'],
  ['0.0.0.0', 'http://127.0.0.1:4600'],
  ['::', 'http://127.0.0.1:4600'],
  ['::1', 'http://[::1]:4600'],
  ['10.0.0.5', 'http://10.0.0.5:4600'],
])('a server that listens on %s is found at %s', (host, address) => {
  expect(localAddress({ host, port: 4600 })).toBe(address)
})
