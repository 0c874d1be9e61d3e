import { expect, test } from 'vitest'
import { ExpressionError, evaluate } from './expression'

test.each<[string, unknown, boolean]>([
  ['result[0] < 0.05', [0.01], true],
  ['result[0] >= 0.95', [0.9], false],
  ['result[0] >= 0.95 && result[1] == 3', [0.99, 3], true],
  ['len(result) == 0 or result[0] > 0.5', [], true],
  ['len(result) > 0 && result[0] >= 1', [], false],
  ['isNaN(result[0]) || result[0] < 1', [Number.NaN], true],
  ['default(result, 0) < 1', Number.NaN, true],
  ['all(result, {# < 0.05})', [0.01, 0.02], true],
  ['any(result, # > 0.05)', [0.01, 0.02], false],
  ['!(result > 2)', 1, true],
  ['not isInf(result)', Number.POSITIVE_INFINITY, false],
  ['asFloat(result.share) * 100 >= 50 - 1', { share: '0.5' }, true],
  ["result.status == 'ok'", { status: 'ok' }, true],
  ['result[-1] == 2', [1, 2], true],
  ['-result[0] < 0 and true', [1], true],
  ['isNil(result.missing)', {}, true],
])('%s of %j is %s', (condition, result, expected) => {
  expect(evaluate(condition, result)).toBe(expected)
})

test.each<[string, unknown, string]>([
  ['result[0] < 1', [], 'index out of range: 0 (array length is 0)'],
  ['result[0]', [1], 'expected bool, but got float64'],
  ['rezult > 1', 1, 'unknown name rezult'],
  ['result >', 1, 'unexpected end of expression'],
  ['result > 1)', 1, 'unexpected token ")"'],
  ['result @ 1', 1, 'unexpected token at position 6 of "result @ 1"'],
])('%s of %j has no answer', (condition, result, message) => {
  expect(() => evaluate(condition, result)).toThrow(new ExpressionError(message))
})
