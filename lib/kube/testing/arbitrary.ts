import fc from 'fast-check'
import { isBlank } from '@/lib/kube/blank'
import type { Field, Fields, Shape } from '@/lib/kube/fields'

/** Any object that a reader of these fields can give. For tests. */
export function anyObject(fields: Fields): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, anyField(field)])), {
    noNullPrototype: true,
  })
}

function anyField({ shape, absent }: Field<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(fc.constant(absent), anyValue(shape))
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('Running', 'CrashLoopBackOff', 'é', 'a'.repeat(300)),
)

function anyValue(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.is) {
    case 'text':
    case 'unique':
      return anyText
    case 'int':
      return fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(-1, 127, 128, 2 ** 28, 2 ** 32))
    case 'bool':
      return fc.boolean()
    case 'time':
      return fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 })
    case 'intOrString':
      return fc.oneof(fc.integer(), anyText)
    case 'map':
      return anyEntries(shape.only, shape.of === 'quantity' ? fc.constantFrom('250m', '1Gi') : anyText)
    case 'message':
      return anyObject(shape.fields)
    case 'list':
      return anyItems(shape)
  }
}

function anyItems({ of, filled }: Extract<Shape, { is: 'list' }>): fc.Arbitrary<unknown> {
  const item = filled === true ? anyValue(of).filter((one) => !isBlank(of, one)) : anyValue(of)
  return fc.array(item, { minLength: 1, maxLength: 4 })
}

function anyEntries(only: readonly string[] | undefined, value: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const key =
    only === undefined ? fc.string({ minLength: 1 }).filter((one) => one !== '__proto__') : fc.constantFrom(...only)
  return fc.dictionary(key, value, { minKeys: 1, noNullPrototype: true })
}
