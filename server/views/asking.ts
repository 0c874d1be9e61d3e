import type { Problem } from '@/lib/live/freshness'
import type { Answer } from '@/lib/live/message'
import type { Asking } from '@/lib/live/selection-path'
import type { Viewer } from '@/server/access/door/viewer'
import type { Actor } from '@/server/access/identity/actor'
import type { Acquired } from '@/server/live/channels'
import type { Frame } from '@/server/live/frame'
import type { Lease } from '@/server/live/shared'
import type { Clusters } from './clusters'
import type { OpenCluster } from './open-cluster'

type Refused = { readonly problem: Problem }

export const isTheirs = (viewer: Viewer) => (cluster: string) => viewer.actorOn(cluster) !== undefined

/** A cluster and as whom a viewer asks it. One where they have no business is unknown to them. */
export function approach(
  clusters: Clusters,
  name: string,
  viewer: Viewer,
): { readonly lease: Lease<OpenCluster>; readonly actor: Actor } | Refused {
  const actor = viewer.actorOn(name)
  const opened = clusters.acquire(name, (cluster) =>
    cluster === name ? actor !== undefined : isTheirs(viewer)(cluster),
  )
  if ('problem' in opened) return opened
  if (actor === undefined) throw new Error('A cluster was opened for someone who has no business there.')
  return { lease: opened.lease, actor }
}

/** The selection behind what a viewer asks; releasing it lets go of the cluster too. */
export function acquire(
  clusters: Clusters,
  { cluster, view, question }: Asking,
  viewer: Viewer,
): (Acquired & { settled(ms: number): Promise<void> }) | Refused {
  const approached = approach(clusters, cluster, viewer)
  if ('problem' in approached) return approached
  const { value: opened, release } = approached.lease
  const sight = opened.rights.sightOf(approached.actor)
  const selection = opened.selections.acquire(view, question, sight)
  return {
    isCurrent() {
      const actor = viewer.actorOn(cluster)
      return actor !== undefined && opened.rights.sightOf(actor).key === sight.key
    },
    settled: (ms) => opened.settled(view, sight, ms),
    lease: {
      value: selection.value,
      release() {
        selection.release()
        release()
      },
    },
  }
}

/** A question once; waits up to `ms` for rights and rows that are being read for the first time. */
export async function ask(
  { clusters, frame }: { readonly clusters: Clusters; readonly frame: Frame },
  asking: Asking,
  viewer: Viewer,
  ms: number,
): Promise<{ readonly answer: Answer } | Refused> {
  const until = Date.now() + ms
  const approached = approach(clusters, asking.cluster, viewer)
  if ('problem' in approached) return approached
  await approached.lease.value.rights.known(approached.actor, ms)
  const acquired = acquire(clusters, asking, viewer)
  approached.lease.release()
  if ('problem' in acquired) return acquired
  try {
    await acquired.settled(Math.max(0, until - Date.now()))
    await frame.idle()
    const { total, matched, facets, freshness, rows } = acquired.lease.value.snapshot()
    return { answer: { total, matched, facets, rows, freshness } }
  } finally {
    acquired.lease.release()
  }
}
