import type { Fields, Shape } from '@/lib/kube/fields'

type Values = Readonly<Record<string, unknown>>

/** The object as the API server writes it in JSON: what is absent is left out, instants are RFC 3339. For tests. */
export function jsonOf(fields: Fields, object: Values): Values {
  const given = Object.entries(fields).filter(([key, field]) => object[key] !== field.absent)
  return Object.fromEntries(
    given.flatMap(([key, { shape }]) => {
      if (shape.is !== 'message' || shape.inline !== true) return [[key, valueOf(shape, object[key])]]
      return Object.entries(jsonOf(shape.fields, object[key] as Values))
    }),
  )
}

function valueOf(shape: Shape, value: unknown): unknown {
  switch (shape.is) {
    case 'time':
      return new Date(Number(value)).toISOString()
    case 'message':
      return jsonOf(shape.fields, value as Values)
    case 'list':
      return (value as readonly unknown[]).map((item) => valueOf(shape.of, item))
    default:
      return value
  }
}
