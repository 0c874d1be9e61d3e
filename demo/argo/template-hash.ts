import { safeHash } from '@/demo/random'
import type { PodTemplate } from '@/demo/store/objects'

export const hashLabel = 'rollouts-pod-template-hash'

/** Stored objects never change, so each part of them is hashed once. */
const hashes = new WeakMap<object, string>()

/** The same for what means the same: whatever order a client writes fields in, with or without empty ones. */
export function hashOf(value: object): string {
  const hash = hashes.get(value) ?? safeHash(JSON.stringify(canonical(value)))
  hashes.set(value, hash)
  return hash
}

export const templateHash = (template: PodTemplate): string => hashOf(template)

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
    .filter(([name]) => name !== hashLabel)
    .map(([name, field]) => [name, canonical(field)] as const)
    .filter(([, field]) => !isEmpty(field))
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
