import { expect, test } from 'vitest'
import { formatBytes, formatCpu } from './quantity'

test.each([
  [0, '0'],
  [50_331_648, '48Mi'],
  [3_785_895_681, '3785895681'],
  [3_785_895_936, '3697164Ki'],
  [2 ** 40, '1Ti'],
])('%i bytes are written %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0, '0'],
  [28, '28m'],
  [2000, '2'],
  [28.369048, '28369048n'],
  [0.5, '500u'],
])('%d thousandths of a CPU are written %s', (milli, text) => {
  expect(formatCpu(milli)).toBe(text)
})
