import { expect, test } from 'vitest'
import { readConfig } from '@/server/config'
import { ownHosts, returnPath } from './address'

test.each([
  ['/', '/'],
  ['/prod/pods?namespace=shop&q=a+b#x', '/prod/pods?namespace=shop&q=a+b#x'],
  ['/prod/pods?_rsc=1abc', '/prod/pods'],
  [null, '/'],
  ['', '/'],
  ['prod/pods', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\\/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['/%2e//evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/x\r\nset-cookie: a=b', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?from=/sign-in', '/'],
  ['/api/sign-out', '/'],
  [`/${'x'.repeat(3000)}`, '/'],
])('from %j leads to %j', (from, path) => {
  expect(returnPath(from)).toBe(path)
})

test.each([
  [{}, ['127.0.0.1:4600', 'localhost:4600', '[::1]:4600']],
  [
    { QUARTERDECK_HOST: '0.0.0.0', QUARTERDECK_ALLOWED_HOSTS: 'q.example.com' },
    ['127.0.0.1:4600', 'localhost:4600', '[::1]:4600', 'q.example.com'],
  ],
  [{ QUARTERDECK_HOST: '10.0.0.5' }, ['127.0.0.1:4600', 'localhost:4600', '[::1]:4600', '10.0.0.5:4600']],
  [{ QUARTERDECK_PORT: '80' }, ['127.0.0.1:80', 'localhost:80', '[::1]:80', '127.0.0.1', 'localhost', '[::1]']],
])('with %o the server is %j', (env, hosts) => {
  const config = readConfig(env)
  expect(Array.isArray(config) ? config : [...ownHosts(config)]).toEqual(hosts)
})
