import type { Fields, ObjectOf } from './fields'
import type { Kind } from './kind'
import { createObjectReader } from './protobuf'
import { WireError } from './reading'
import { isText } from './shared-text'
import { type Status, statusFields } from './status'
import { cutOff, findBytes, foundEnd } from './wire'

// An object's bytes come in an envelope: "k8s\0", then Unknown {1 typeMeta {1 apiVersion, 2 kind}, 2 raw, 3 contentEncoding,
// 4 contentType} (k8s.io/apimachinery v0.36 pkg/runtime/generated.proto).
export const magic = 'k8s\0'
export const unknownTypeMeta = 1
export const unknownRaw = 2
const typeMetaKind = 2

/** Where the enveloped object itself begins; it ends at `foundEnd`. Throws WireError. */
export function openEnvelope(bytes: Buffer, start: number, end: number): number {
  if (!isMagic(bytes, start, end)) throw new WireError('The answer is not in the Kubernetes protobuf format.')
  const rawAt = findBytes(bytes, start + magic.length, end, unknownRaw)
  return rawAt < 0 ? cutOff() : rawAt
}

export function isMagic(bytes: Buffer, start: number, end: number): boolean {
  return end - start >= magic.length && isText(magic, bytes, start, start + magic.length)
}

/** Whether a typeMeta {1 apiVersion, 2 kind} says that the object is of this kind. */
export function isTypeMetaOf(kind: string, bytes: Buffer, start: number, end: number): boolean {
  const kindAt = findBytes(bytes, start, end, typeMetaKind)
  return kindAt >= 0 && isText(kind, bytes, kindAt, foundEnd)
}

const readStatusMessage = createObjectReader(statusFields)

/** The Status in a body. Throws WireError when it holds anything else. */
export function readStatus(body: Buffer): Status {
  const rawAt = openEnvelope(body, 0, body.length)
  const rawEnd = foundEnd
  const typeAt = findBytes(body, magic.length, body.length, unknownTypeMeta)
  if (typeAt < 0 || !isTypeMetaOf('Status', body, typeAt, foundEnd)) throw new WireError('The answer is not a Status.')
  return readStatusMessage(body, rawAt, rawEnd)
}

/** The one object in a body. Throws WireError. Many of them: `createListReader`, `createWatchReader`. */
export function readObject<F extends Fields>(kind: Kind<F>, body: Buffer): ObjectOf<F> {
  const rawAt = openEnvelope(body, 0, body.length)
  return createObjectReader(kind.fields)(body, rawAt, foundEnd)
}
