import { readStatus } from '@/lib/kube/envelope'
import { isObject, keep } from '@/lib/kube/json'
import { WireError } from '@/lib/kube/reading'
import { type Status, statusFields } from '@/lib/kube/status'
import type { Refusal } from './status-error'

export const protobufType = 'application/vnd.kubernetes.protobuf'

/** What a refused request's body says. Any text will do: a 429 is plain text, a proxy's error HTML. */
export function parseRefusal(body: Buffer, contentType: string): Refusal {
  const status = contentType.startsWith(protobufType) ? parseProtobuf(body) : parseJson(body)
  return status === undefined ? { message: plainText(body, contentType) } : refusalOf(status)
}

export function refusalOf({ reason, message, details }: Status): Refusal {
  return { reason, message, retryAfterSeconds: details?.retryAfterSeconds }
}

function parseProtobuf(body: Buffer): Status | undefined {
  try {
    return readStatus(body)
  } catch (error) {
    if (error instanceof WireError) return undefined
    throw error
  }
}

function parseJson(body: Buffer): Status | undefined {
  try {
    const value: unknown = JSON.parse(body.toString())
    return isObject(value) && value.kind === 'Status' ? keep(statusFields, value) : undefined
  } catch {
    return undefined
  }
}

/** The first line, where it is meant to be read. */
function plainText(body: Buffer, contentType: string): string | undefined {
  if (!contentType.startsWith('text/plain')) return undefined
  const [line = ''] = body.toString().trim().split('\n')
  return line.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 300) || undefined
}
