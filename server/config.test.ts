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
      people: ['ada'],
      allowedHosts: [],
    })
  })

  test('everything', () => {
    const env = {
      QUARTERDECK_HOST: '0.0.0.0',
      QUARTERDECK_PORT: '8080',
      QUARTERDECK_KUBECONFIG: '/k',
      QUARTERDECK_OPEN: 'prod, stage,,prod',
      QUARTERDECK_PEOPLE: 'ada,bob@example.com',
      QUARTERDECK_ALLOWED_HOSTS: 'Quarterdeck.Example.com,10.0.0.5:8080,[fd00::1]:8080',
    }
    expect(readConfig(env)).toEqual({
      host: '0.0.0.0',
      port: 8080,
      kubeconfig: '/k',
      open: ['prod', 'stage'],
      people: ['ada', 'bob@example.com'],
      allowedHosts: ['quarterdeck.example.com', '10.0.0.5:8080', '[fd00::1]:8080'],
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
  ])('%o gets a sentence', (env, sentence) => {
    expect(sentences(env)).toEqual([sentence])
  })

  test('every wrong value is named at once', () => {
    expect(sentences({ QUARTERDECK_PORT: 'x', QUARTERDECK_HOST: 'y' })).toHaveLength(2)
  })

  test.each([
    ['CORP\\ada', 'CORP-ada'],
    ['ada lovelace', 'ada-lovelace'],
    ['', 'operator'],
  ])('the account "%s" is printed as %s', (account, person) => {
    expect(readConfig({}, () => account)).toMatchObject({ people: [person] })
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
