import { expect, it } from 'vitest'
import { cacheKey, cacheRoot } from './cache'

const bytes = (text: string) => new TextEncoder().encode(text)

it('keys binaries by go.mod followed by go.sum, as `cat go.mod go.sum | sha256sum` does', () => {
  expect(cacheKey(bytes('abc'), bytes(''))).toBe('ba7816bf8f01cfea')
  expect(cacheKey(bytes('a'), bytes('bc'))).toBe('ba7816bf8f01cfea')
  expect(cacheKey(bytes('a'), bytes('bd'))).not.toBe('ba7816bf8f01cfea')
})

it('keeps binaries in the cache folder of the user, outside any checkout', () => {
  expect(cacheRoot({ XDG_CACHE_HOME: '/var/cache/me' }, '/home/me')).toBe('/var/cache/me/quarterdeck/control-plane')
  expect(cacheRoot({ XDG_CACHE_HOME: '' }, '/home/me')).toBe('/home/me/.cache/quarterdeck/control-plane')
  expect(cacheRoot({}, '/home/me')).toBe('/home/me/.cache/quarterdeck/control-plane')
})
