import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isText, readSharedText, readText, shareText } from './shared-text'

const read = (text: string) => {
  const bytes = Buffer.from(`<${text}>`)
  return readSharedText(bytes, 1, bytes.length - 1)
}

describe('shared text', () => {
  test('is the text of the bytes, whatever was in its place before', () => {
    const texts = Array.from({ length: 100_000 }, (_, index) => `node-${index % 50_000}`)
    expect(texts.filter((text) => read(text) !== text)).toStrictEqual([])
  })

  test('is the text of the bytes in any alphabet, at any length', () => {
    const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 300 }))
    fc.assert(
      fc.property(anyText, (text) => {
        const written = Buffer.from(text)
        expect(read(text)).toBe(written.toString())
        expect(readText(written, 0, written.length)).toBe(written.toString())
        expect(shareText(text)).toBe(text)
      }),
    )
  })

  test.each([
    ['Ready', 'Ready', true],
    ['Ready', 'Read', false],
    ['Ready', 'Ready ', false],
    ['Ready', 'ready', false],
    ['', '', true],
  ])('%j is the text of %j: %s', (text, written, same) => {
    expect(isText(text, Buffer.from(written), 0, written.length)).toBe(same)
  })
})
