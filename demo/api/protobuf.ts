import { readMessage } from './schema/protobuf'
import { readParts } from './schema/wire'
import { badRequest, unsupportedMediaType } from './status'

export const protobufType = 'application/vnd.kubernetes.protobuf'

/** `k8s\0` and a runtime.Unknown: k8s.io/apimachinery pkg/runtime/serializer/protobuf, v0.36. */
const magic = Buffer.from([0x6b, 0x38, 0x73, 0x00])

/** A body in Kubernetes' protobuf as the JSON it stands for. Throws the API's 400, and 415 for kinds that have no protobuf. */
export function decodeProtobuf(body: Buffer): object {
  if (!body.subarray(0, magic.length).equals(magic))
    throw badRequest('provided data does not appear to be a protobuf message')
  const fields = fieldsOf(body.subarray(magic.length))
  const type = fieldsOf(fields.get(1) ?? nothing)
  const kind = String(type.get(2) ?? '')
  const object = readMessage(kind, fields.get(2) ?? nothing)
  if (object === undefined) throw unsupportedMediaType(['application/json'])
  return { kind, apiVersion: String(type.get(1) ?? ''), ...object }
}

const nothing = Buffer.alloc(0)

const fieldsOf = (bytes: Buffer) =>
  new Map([...readParts(bytes)].flatMap(({ number, bytes: content }) => (content ? [[number, content] as const] : [])))
