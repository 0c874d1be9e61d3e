import { describe, expect, test } from 'vitest'
import { parseQuantity } from './quantity'

describe('parseQuantity', () => {
  test.each([
    ['0', 0],
    ['4', 4],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+1', 1],
    ['-250m', -0.25],
    ['1n', 1e-9],
    ['35u', 35e-6],
    ['250m', 0.25],
    ['35m', 0.035],
    ['2k', 2000],
    ['3M', 3e6],
    ['1.2G', 1.2e9],
    ['1T', 1e12],
    ['1P', 1e15],
    ['1E', 1e18],
    ['1Ki', 1024],
    ['24642188Ki', 24642188 * 1024],
    ['1Mi', 2 ** 20],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1Ti', 2 ** 40],
    ['1Pi', 2 ** 50],
    ['1Ei', 2 ** 60],
    ['1e3', 1000],
    ['1E3', 1000],
    ['12e-1', 1.2],
    ['1e+2', 100],
  ])('%s is %d', (text, value) => expect(parseQuantity(text)).toBe(value))

  test.each([
    '',
    ' 1',
    '1 ',
    'm',
    '.',
    '1K',
    '1KI',
    '1mi',
    '1Mi3',
    '1e',
    '1e1.5',
    '0x10',
    '--1',
    '1,5',
    'NaN',
    'Infinity',
  ])('"%s" is none', (text) => expect(parseQuantity(text)).toBeUndefined())
})
