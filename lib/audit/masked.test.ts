import { expect, test } from 'vitest'
import { maskCredentials } from './masked'

test.each([
  ['use eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl please', 'use [masked] please'],
  ['Authorization: Bearer abcdefgh12345678', 'Authorization: [masked] [masked]'],
  ['curl -H "bearer abcdefgh12345678"', 'curl -H "bearer [masked]"'],
  ['password=hunter2 works', 'password=[masked] works'],
  ['the token: s3cr3t', 'the token: [masked]'],
  ['{"password": "hunter2"}', '{"password": [masked]'],
  ['join with abcdef.0123456789abcdef', 'join with [masked]'],
  ['key AKIAIOSFODNN7EXAMPLE', 'key [masked]'],
  ['with ghp_0123456789abcdefghij', 'with [masked]'],
  ['code 0123456789abcdefghijABCDEFGHIJ0123456789-_x', 'code [masked]'],
  ['-----BEGIN RSA PRIVATE KEY----- MIIE -----END RSA PRIVATE KEY----- done', '[masked] done'],
  ['-----BEGIN PRIVATE KEY----- MIIE and cut', '[masked]'],
])('%s', (text, masked) => expect(maskCredentials(text)).toBe(masked))

test.each([
  'Incident 4711: the payments API is slow since 14:05',
  'roll back to v1.2.3 (sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08)',
  'deployment checkout-7d4b9c6f58 has 3 of 5 pods, see https://example.com/runbooks/checkout?from=alert',
  'rotate the secret shop/db with the token controller',
])('"%s" stays as it is', (text) => expect(maskCredentials(text)).toBe(text))
