import type { Parsed } from '@/lib/live/question'

/** One Secret. */
export interface SecretAddress {
  readonly namespace: string
  readonly name: string
}

// RFC 1123: a label of at most 63 characters, and a subdomain of at most 253.
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const subdomain = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/
// As the API server takes them: apimachinery pkg/util/validation, IsConfigMapKey.
const dataKey = /^(?!\.\.?$)(?!\.\.)[-._a-zA-Z0-9]{1,253}$/

export function parseSecretAddress(namespace: string, name: string): Parsed<SecretAddress> {
  if (label.test(namespace) && subdomain.test(name)) return { value: { namespace, name } }
  const sentence = 'A Secret is named by NAMESPACE/NAME, in lower case, digits, "-" and "."; check the address.'
  return { problem: { code: 'bad-name', sentence, detail: null } }
}

export const isDataKey = (key: string): boolean => dataKey.test(key)

/** Where the API tells of a Secret; `reveal` below it shows a value. */
export function secretPath(cluster: string, { namespace, name }: SecretAddress): string {
  return `/api/clusters/${[cluster, 'secrets', namespace, name].map(encodeURIComponent).join('/')}`
}
