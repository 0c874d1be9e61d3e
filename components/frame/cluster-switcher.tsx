'use client'
import { ChevronsUpDown } from 'lucide-react'
import { scopeOf } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { Opener } from '@/components/ui/opener'
import { rememberedNamespaces } from '@/components/ui/remembered'
import type { ClusterState } from '@/lib/live/message'
import { ClusterList } from './cluster-list'
import { ClusterMark, clusterWords } from './cluster-mark'
import type { Place } from './place'

export interface ClusterSwitcherProps {
  readonly clusters: readonly ClusterState[]
  readonly here: string
  readonly place: Place
}

export function ClusterSwitcher({ clusters, here, place }: ClusterSwitcherProps) {
  const state = clusters.find(({ name }) => name === here)?.state ?? 'idle'
  const face = (
    <>
      <ClusterMark state={state} />
      <span className="min-w-0 truncate font-mono">{here}</span>
      <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-quiet" />
    </>
  )
  return (
    <Opener
      label={`${here}: cluster, ${clusterWords[state].toLowerCase()}. Choose another`}
      className={`${looks.quietButton} min-w-0 max-w-64 shrink! text-ink!`}
      face={face}
    >
      {(close) => (
        <ClusterList
          clusters={clusters}
          here={here}
          page={place.page ?? 'overview'}
          scope={rememberedScope}
          onGo={close}
        />
      )}
    </Opener>
  )
}

function rememberedScope(cluster: string): string {
  return scopeOf(new URLSearchParams(rememberedNamespaces(cluster).map((name) => ['namespace', name])))
}
