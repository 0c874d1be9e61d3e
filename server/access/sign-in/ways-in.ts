import { returnPath } from '@/server/access/door/address'
import { type Door, door } from '@/server/access/door/door'
import type { WayIn } from '@/server/config'

/** What the sign-in page offers; of clusters it tells no name that the address didn't bring along. */
export interface WaysIn {
  readonly ways: readonly WayIn[]
  /** Where to go afterwards. */
  readonly from: string
  /** Undefined when there is only one, so that nobody is asked. */
  readonly cluster: string | undefined
}

export function waysIn(from: string | undefined, { config, onlyCluster }: Door = door()): WaysIn {
  const path = returnPath(from)
  const [, first = ''] = path.split(/[/?#]/)
  return { ways: config.signIn, from: path, cluster: onlyCluster === undefined ? decode(first) : undefined }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // Shown as it stands: it names no cluster anyway.
    return segment
  }
}
