'use client'
import { Layers } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { editQuery, writeQuery } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { Opener } from '@/components/ui/opener'
import { usePageFreshness } from '@/components/ui/page-freshness'
import { rememberNamespaces } from '@/components/ui/remembered'
import { coverageOf } from '@/lib/live/coverage'

const NamespaceChoice = lazy(() => import('./namespace-choice'))

/** Which namespaces the pages are about. The choice is in the address, and remembered for the next visit. */
export function NamespacePicker({ cluster, chosen }: { cluster: string; chosen: readonly string[] }) {
  const choose = (namespaces: readonly string[]) => {
    rememberNamespaces(cluster, namespaces)
    const edits = { namespace: [...namespaces].sort(), row: [] }
    writeQuery(editQuery(new URLSearchParams(window.location.search), edits), 'push')
  }
  const covered = coverageOf(usePageFreshness())?.namespaces ?? []
  const text = chosen.length > 0 || covered.length === 0 ? nameOf(chosen) : nameOf(covered)
  const face = (
    <>
      <Layers aria-hidden size={14} className="shrink-0" />
      <span className={`min-w-0 truncate ${chosen.length === 0 ? '' : 'text-ink'}`}>{text}</span>
    </>
  )
  return (
    <Opener
      label={`${text}: choose namespaces`}
      className={`${looks.quietButton} min-w-0 max-w-56 shrink!`}
      face={face}
    >
      {() => (
        <Suspense fallback={<p className="w-64 animate-appear p-3 text-quiet">Loading namespaces</p>}>
          <NamespaceChoice cluster={cluster} chosen={chosen} onChoose={choose} />
        </Suspense>
      )}
    </Opener>
  )
}

function nameOf(chosen: readonly string[]): string {
  const [first] = chosen
  if (first === undefined) return 'All namespaces'
  return chosen.length === 1 ? first : `${chosen.length} namespaces`
}
