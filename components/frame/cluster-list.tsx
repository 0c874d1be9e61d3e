'use client'
import Link from 'next/link'
import { type Page, pageAddress } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import type { ClusterState } from '@/lib/live/message'
import { ClusterMark, clusterWords } from './cluster-mark'

export interface ClusterListProps {
  readonly clusters: readonly ClusterState[]
  readonly here?: string
  readonly page: Page
  /** The namespaces to open a cluster with, as a query; none: all. */
  scope?(cluster: string): string
  onGo?(): void
}

/** Every context of the kubeconfig with its own health; one that is down says why, and the rest goes on. */
export function ClusterList({ clusters, here, page, scope, onGo }: ClusterListProps) {
  return (
    <ul className="w-80 max-w-full">
      {clusters.map((cluster) => (
        <li key={cluster.name}>
          <Link
            href={pageAddress(cluster.name, page, scope?.(cluster.name))}
            prefetch={false}
            aria-current={cluster.name === here ? 'true' : undefined}
            className={`${looks.entry} items-start py-1.5 ${cluster.name === here ? 'bg-chosen' : ''}`}
            onClick={() => onGo?.()}
          >
            <span className="mt-1">
              <ClusterMark state={cluster.state} />
            </span>
            <span className="min-w-0 grow">
              <span className="block font-mono break-all">{cluster.name}</span>
              {cluster.problem === null ? (
                <span className="block text-sm text-quiet">
                  {[clusterWords[cluster.state], cluster.version].filter(Boolean).join(' · ')}
                </span>
              ) : (
                <span className="block text-sm text-failed">{cluster.problem.sentence}</span>
              )}
              {cluster.notice !== null && <span className="block text-sm text-quiet">{cluster.notice.sentence}</span>}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
