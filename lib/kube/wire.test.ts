import { describe, expect, test } from 'vitest'
import { WireError } from './reading'
import { encodeVarint } from './testing/encode'
import { afterVarint, readVarint, skipValue } from './wire'

describe('readVarint', () => {
  test.each([
    ['00', 0],
    ['01', 1],
    ['7f', 127],
    ['8001', 128],
    ['ac02', 300],
    ['ffffff7f', 2 ** 28 - 1],
    ['8080808001', 2 ** 28],
    ['ffffffff07', 2 ** 31 - 1],
    ['8080808008', 2 ** 31],
    ['80b0c8c806', 1_762_793_472],
    ['ffffffffffffff0f', Number.MAX_SAFE_INTEGER],
    ['ffffffffffffffffff01', -1],
    ['80808080f8ffffffff01', -(2 ** 31)],
  ])('reads %s', (hex, value) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(readVarint(bytes, 0)).toBe(value)
    expect(afterVarint).toBe(bytes.length)
  })

  test.each([0, 1, -1, 2 ** 35, 2 ** 36, -(2 ** 35), 2 ** 52 + 1, -(2 ** 52) - 1, Number.MIN_SAFE_INTEGER])(
    'reads %d as it was written',
    (value) => expect(readVarint(encodeVarint(value), 0)).toBe(value),
  )

  test.each(['', '80', 'ffffffffff', 'ffffffffffffffffffff01'])('refuses %s', (hex) => {
    expect(() => readVarint(Buffer.from(hex, 'hex'), 0)).toThrow(WireError)
  })
})

describe('skipValue', () => {
  test.each([
    ['a varint', 0, '80808001', 4],
    ['eight bytes', 1, '0102030405060708', 8],
    ['a length and its bytes', 2, '03aabbcc', 4],
    ['an empty group', 3, '0c', 1],
    ['a group with a group in it', 3, '08011b08021c0c', 7],
    ['four bytes', 5, '01020304', 4],
  ])('passes over %s', (_, type, hex, length) => {
    expect(skipValue(Buffer.from(`${hex}ffff`, 'hex'), 0, 8 + type)).toBe(length)
  })

  test.each([4, 6, 7])('refuses wire type %d', (type) => {
    expect(() => skipValue(Buffer.from('00'), 0, 8 + type)).toThrow(WireError)
  })

  test('refuses a negative length', () => {
    expect(() => skipValue(Buffer.from('ffffffffffffffffff01', 'hex'), 0, 10)).toThrow(WireError)
  })
})
