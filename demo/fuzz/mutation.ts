import { isList, isObject, type Json } from '@/demo/api/json'
import type { Random } from '@/demo/random'

/** Values that programs stumble over. */
const oddValues: readonly Json[] = [
  null,
  '',
  0,
  -1,
  2147483648,
  1e300,
  0.5,
  true,
  [],
  {},
  [null],
  [{}],
  '100%',
  '-5%',
  '1e9Gi',
  'a/b/c',
  '../../x',
  'Ünïcode 💥 \u0000\ud800',
  '2026-13-45T99:00:00Z',
  'x'.repeat(300),
  { constructor: 1, toString: 2, hasOwnProperty: null },
]

export const oddValue = (random: Random): Json => random.pick(oddValues)

/** The same value with one place in it changed: something odd, something gone, something twice, or something new. */
export function mutate(value: Json, random: Random): Json {
  if (isList(value) && value.length > 0 && random.next() < 0.9) {
    const at = random.below(value.length)
    if (random.next() < 0.1) return value.toSpliced(at, 1)
    if (random.next() < 0.1) return [...value, value[at] ?? null]
    return value.with(at, mutate(value[at] ?? null, random))
  }
  if (isObject(value) && random.next() < 0.95) {
    const names = Object.keys(value)
    if (names.length === 0 || random.next() < 0.05) return { ...value, [random.pick(oddNames)]: oddValue(random) }
    const name = random.pick(names)
    if (random.next() < 0.1) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
    return { ...value, [name]: mutate(value[name] ?? null, random) }
  }
  return oddValue(random)
}

const oddNames = ['', '__proto__', 'unknown', 'name', 'spec', 'status', 'metadata', 'finalizers', 'a.b/c', '💥']

/** Brackets so deep that whoever descends by calling itself comes to the end of the stack. */
export const deepJson = (depth: number): string => `${'{"a":['.repeat(depth)}${']}'.repeat(depth)}`
