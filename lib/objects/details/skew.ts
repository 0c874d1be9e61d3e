import type { Health } from '@/lib/views/view'
import { counted } from './words'

const oldest = 3

/** A kubelet may not be newer than the API server and at most three minor versions older (kubernetes.io, version skew policy). */
export function describeSkew(
  kubelet: string,
  server: string,
): { readonly health: Health; readonly words: string } | null {
  const mine = minorOf(kubelet)
  const theirs = minorOf(server)
  if (mine === null || theirs === null) return null
  const behind = theirs - mine
  if (behind === 0) return { health: 'healthy', words: `The API server has ${server}, too.` }
  if (behind < 0)
    return {
      health: 'degraded',
      words: `Newer than the API server (${server}): that is not supported, upgrade the server first.`,
    }
  const versions = `${counted(behind, 'minor version')} behind the API server (${server})`
  if (behind > oldest) return { health: 'degraded', words: `${versions}: more than ${oldest} are not supported.` }
  return { health: 'healthy', words: `${versions}; up to ${oldest} are supported.` }
}

/** Of `v1.36.3-gke.1`: 36. A major version other than 1 has not been. */
function minorOf(version: string): number | null {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1]
  return minor === undefined ? null : Number(minor)
}
