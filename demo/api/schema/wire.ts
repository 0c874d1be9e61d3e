import { badRequest } from '@/demo/api/status'

/** One field of a message as it came: a number in `value`, or what has a length in `bytes`. */
export interface Part {
  readonly number: number
  readonly value: number
  readonly bytes?: Buffer
}

const malformed = () => badRequest('the body of the request is no well-formed protobuf message')

/** The fields of a protobuf message in their order. Throws the API's 400 where it is cut off. */
export function* readParts(bytes: Buffer): Generator<Part> {
  let at = 0
  const varint = () => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 63n) throw malformed()
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, value))
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const wire = key & 7
    const number = Math.floor(key / 8)
    if (wire === 0) yield { number, value: varint() }
    else {
      const size = wire === 2 ? varint() : { 1: 8, 5: 4 }[wire]
      if (size === undefined || size < 0 || at + size > bytes.length) throw malformed()
      yield { number, value: 0, bytes: bytes.subarray(at, at + size) }
      at += size
    }
  }
}
