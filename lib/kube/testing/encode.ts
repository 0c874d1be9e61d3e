import type { Fields, Shape } from '@/lib/kube/fields'

type Values = Readonly<Record<string, unknown>>

/** Encodes an object as Go does: all that is not undefined, absent numbers and texts included. For tests. */
export function encodeObject(fields: Fields, object: Values): Buffer {
  const parts = Object.entries(fields).map(([key, { number, shape }]) => encodeField(number, shape, object[key]))
  return Buffer.concat(parts)
}

export function encodeVarint(value: number | bigint): Buffer {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return Buffer.from([...bytes, Number(rest)])
}

export function encodeBytes(number: number, bytes: Buffer | string): Buffer {
  const content = Buffer.from(bytes)
  return Buffer.concat([encodeVarint(number * 8 + 2), encodeVarint(content.length), content])
}

export function encodeInt(number: number, value: number | bigint): Buffer {
  return Buffer.concat([encodeVarint(number * 8), encodeVarint(value)])
}

function encodeField(number: number, shape: Shape, value: unknown): Buffer {
  if (value === undefined) return Buffer.alloc(0)
  switch (shape.is) {
    case 'int':
      return encodeInt(number, Number(value))
    case 'bool':
      return encodeInt(number, value === true ? 1 : 0)
    case 'list':
      return Buffer.concat((value as readonly unknown[]).map((item) => encodeField(number, shape.of, item)))
    case 'map':
      return Buffer.concat(
        Object.entries(value as Readonly<Record<string, string>>).map(([key, entry]) =>
          encodeBytes(number, Buffer.concat([encodeBytes(1, key), encodeEntry(shape.of, entry)])),
        ),
      )
    default:
      return encodeBytes(number, encodeContent(shape, value))
  }
}

function encodeEntry(of: 'text' | 'quantity', value: string): Buffer {
  return encodeBytes(2, of === 'text' ? value : encodeBytes(1, value))
}

function encodeContent(shape: Shape, value: unknown): Buffer {
  switch (shape.is) {
    case 'time': {
      const seconds = Math.floor(Number(value) / 1000)
      return Buffer.concat([encodeInt(1, seconds), encodeInt(2, (Number(value) - seconds * 1000) * 1e6)])
    }
    case 'intOrString':
      return typeof value === 'number'
        ? Buffer.concat([encodeInt(1, 0), encodeInt(2, value), encodeBytes(3, '')])
        : Buffer.concat([encodeInt(1, 1), encodeInt(2, 0), encodeBytes(3, String(value))])
    case 'message':
      return encodeObject(shape.fields, value as Values)
    default:
      return Buffer.from(String(value))
  }
}

/** An envelope around an object's bytes, as the API server makes them. */
export function encodeEnvelope(kind: string, raw: Buffer): Buffer {
  const typeMeta = Buffer.concat([encodeBytes(1, 'v1'), encodeBytes(2, kind)])
  return Buffer.concat([
    Buffer.from('k8s\0'),
    encodeBytes(1, typeMeta),
    encodeBytes(2, raw),
    encodeBytes(3, ''),
    encodeBytes(4, ''),
  ])
}

/** A frame of a watch. */
export function encodeEvent(type: string, kind: string, raw: Buffer): Buffer {
  const event = Buffer.concat([encodeBytes(1, type), encodeBytes(2, encodeBytes(1, encodeEnvelope(kind, raw)))])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(event.length)
  return Buffer.concat([length, event])
}
