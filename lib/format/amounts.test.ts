import { expect, test } from 'vitest'
import { formatBytes, formatCores } from './amounts'
import { formatCount } from './count'

test.each([
  [0, '0'],
  [0.005, '0.005'],
  [0.25, '0.25'],
  [1.5, '1.5'],
  [3.92, '3.92'],
  [15.89, '15.9'],
  [96, '96'],
  [1250.4, '1,250'],
])('%f cores read %s', (cores, expected) => expect(formatCores(cores)).toBe(expected))

test.each([
  [0, '0'],
  [512, '512'],
  [1023, '1,023'],
  [1024, '1Ki'],
  [1536 * 2 ** 20, '1.5Gi'],
  [512 * 2 ** 20, '512Mi'],
  [2 ** 30 - 1, '1Gi'],
  [15.5 * 2 ** 30, '15.5Gi'],
  [240 * 2 ** 30, '240Gi'],
  [3 * 2 ** 40, '3Ti'],
  [5000 * 2 ** 60, '5,000Ei'],
])('%f bytes read %s', (bytes, expected) => expect(formatBytes(bytes)).toBe(expected))

test.each([
  [0, '0'],
  [999, '999'],
  [12480, '12,480'],
  [1234567, '1,234,567'],
])('%i things read %s', (count, expected) => expect(formatCount(count)).toBe(expected))
