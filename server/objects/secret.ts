import { isObject } from '@/lib/kube/json'
import type { SecretAddress } from '@/lib/objects/secret-address'
import type { RevealedValue, ShownSecret } from '@/lib/objects/shown-secret'
import { apiPath } from '@/server/kube/api-path'
import { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'

const secrets = { group: '', version: 'v1', resource: 'secrets', namespaced: true }

/** What may be shown of a Secret to whoever may get it. Throws KubeError, which quotes nothing of it. */
export async function readSecret(transport: Transport, at: SecretAddress, signal: AbortSignal): Promise<ShownSecret> {
  const secret = await read(transport, at, signal)
  const metadata = fieldsOf(secret['metadata'])
  const created = Date.parse(String(metadata['creationTimestamp'] ?? ''))
  return {
    ...at,
    uid: String(metadata['uid'] ?? ''),
    type: String(secret['type'] ?? 'Opaque'),
    immutable: secret['immutable'] === true,
    createdAt: Number.isNaN(created) ? null : created,
    labels: Object.entries(fieldsOf(metadata['labels'])).map(([key, value]) => [key, String(value)] as const),
    keys: Object.entries(fieldsOf(secret['data']))
      .map(([key, value]) => ({ key, bytes: Buffer.byteLength(String(value), 'base64') }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  }
}

/** One value of a Secret; undefined when it has no such key. Throws as `readSecret` does. */
export async function readSecretValue(
  transport: Transport,
  at: SecretAddress,
  key: string,
  signal: AbortSignal,
): Promise<RevealedValue | undefined> {
  const values = fieldsOf((await read(transport, at, signal))['data'])
  if (!Object.hasOwn(values, key)) return undefined
  const encoded = String(values[key])
  try {
    const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(encoded, 'base64'))
    return { key, encoding: 'text', value }
  } catch {
    // TypeError: the bytes are no UTF-8.
    return { key, encoding: 'base64', value: encoded }
  }
}

async function read(transport: Transport, { namespace, name }: SecretAddress, signal: AbortSignal) {
  const body = await transport.read(apiPath(secrets, namespace, name), signal, { accept: 'application/json' })
  try {
    return fieldsOf(JSON.parse(body.toString()))
  } catch {
    // A SyntaxError quotes what it could not read, and that might be a value.
    throw notUnderstood(transport.server)
  } finally {
    body.fill(0)
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {})

function notUnderstood(server: string): KubeError {
  const sentence = `${server} answered for a Secret with something that is none: it may be no Kubernetes API server.`
  return new KubeError('protocol', { code: 'no-secret', sentence, detail: null })
}
