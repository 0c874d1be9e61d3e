import type { Problem } from '@/lib/live/freshness'
import { type SecretAddress, secretPath } from '@/lib/objects/secret-address'
import type { RevealedValue, ShownSecret } from '@/lib/objects/shown-secret'

type Answer<T> = { readonly value: T } | { readonly problem: Problem }

/** A Secret without its values. */
export const readShownSecret = (cluster: string, secret: SecretAddress, signal: AbortSignal) =>
  ask<ShownSecret>(secretPath(cluster, secret), { signal })

/** One of its values; who asks is recorded. */
export const readRevealed = (cluster: string, secret: SecretAddress, key: string) =>
  ask<RevealedValue>(`${secretPath(cluster, secret)}/reveal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-quarterdeck': '1' },
    body: JSON.stringify({ key }),
  })

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(path, { ...init, cache: 'no-store', redirect: 'error' })
    // Our own server, of the same build, wrote it.
    const answer = (await response.json()) as T & { readonly problem?: Problem }
    if (response.ok) return { value: answer }
    return { problem: answer.problem ?? noAnswer }
  } catch {
    return { problem: noAnswer }
  }
}

const noAnswer: Problem = {
  code: 'no-answer',
  sentence: 'The server did not answer as it should: try again in a moment.',
  detail: null,
}
