'use client'
import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { useProblemsOf } from '@/components/live/use-problems-of'
import { useTable } from '@/components/live/use-table'
import { Section } from '@/components/ui/object/section'
import { type ShownObject, topOwner, useShownObject } from '@/components/ui/object/shown-object'
import { useReportFreshness } from '@/components/ui/page-freshness'
import { joinNames } from '@/lib/live/coverage'
import { isKnownIn } from '@/lib/live/known'
import { isNotPermitted, troubles, viewState } from '@/lib/live/view-state'
import type { PodDetail } from '@/lib/objects/details/pod-detail'
import type { WorkloadDetail } from '@/lib/objects/details/workload-detail'
import { missingReferences } from '@/lib/objects/missing-references'
import { absenceWords, groupRelated } from '@/lib/objects/related-groups'
import { relatedQuestion } from '@/lib/objects/related-question'
import { type RelatedRow, relatedShape } from '@/lib/views/related'
import { RelatedGroups } from './related-groups'

type Detail = PodDetail | WorkloadDetail

/** What selects, scales, protects and feeds a workload or a pod, live. */
export function Related() {
  const shown = useShownObject()
  if (shown === null || shown.detail.of === 'node') return null
  return <RelatedTo shown={shown} detail={shown.detail} />
}

function RelatedTo({ shown, detail }: { shown: ShownObject; detail: Detail }) {
  const { cluster, gone } = shown
  const { kind, namespace, name, references } = detail
  const table = useRelated(shown, detail)
  const problems = useProblemsOf(cluster, { kind, namespace, name })
  const state = viewState(relatedShape.primary, table, useConnection())
  const rows = gone ? [] : table.keys.flatMap((_, index) => table.rowAt(table.offset + index) ?? [])
  const pod = detail.of === 'pod' ? name : null
  const groups = groupRelated({ rows, references, missing: missingReferences(problems), pod })
  const told = ['live', 'stale', 'empty', 'no-match'].includes(state.state) && !gone
  const absence = told ? absenceWords(rows, (resource) => isKnownIn(table.freshness[resource], namespace ?? '')) : ''
  return (
    <Section title="Related">
      <RelatedGroups cluster={cluster} namespace={namespace} groups={groups} />
      {state.state === 'loading' && !gone && <p className="animate-appear mt-2 text-quiet">Loading what selects it</p>}
      {absence !== '' && <p className="mt-2 text-quiet">{absence}</p>}
      {!gone && <Troubles state={state} freshness={table.freshness} />}
    </Section>
  )
}

function useRelated({ cluster, row }: ShownObject, { kind, namespace, name, owner }: Detail) {
  const top = topOwner(row)
  const topKind = top?.kind
  const topName = top?.name
  const question = useMemo(() => {
    const above = topKind === undefined || topName === undefined ? null : { kind: topKind, name: topName }
    return relatedQuestion(namespace ?? '', { kind, name }, [owner, above])
  }, [kind, namespace, name, owner, topKind, topName])
  const table = useTable<RelatedRow>(cluster, 'related', question)
  useReportFreshness(table.freshness)
  return table
}

interface TroublesProps {
  readonly state: ReturnType<typeof viewState>
  readonly freshness: Parameters<typeof troubles>[0]
}

/** What is not told, and why: of all, or of single types. */
function Troubles({ state, freshness }: TroublesProps) {
  const whole = 'problem' in state && state.state !== 'stale' ? [state.problem] : []
  const ill = troubles(freshness).filter(({ type }) => relatedShape.primary.includes(type))
  const single = ill.filter(({ type }) => !isNotPermitted(freshness[type])).map(({ problem }) => problem)
  const hidden = whole.length > 0 ? [] : ill.flatMap(({ type }) => (isNotPermitted(freshness[type]) ? [type] : []))
  const sentences = new Set((whole.length > 0 ? whole : single).map(({ sentence }) => sentence))
  if (hidden.length > 0) sentences.add(`Of ${joinNames(hidden)} nothing is told: you may not list them.`)
  if (sentences.size === 0) return null
  return (
    <ul className="mt-2 space-y-1 text-sm text-quiet">
      {[...sentences].map((sentence) => (
        <li key={sentence} className="flex gap-1.5">
          <TriangleAlert aria-hidden size={14} className="mt-0.75 shrink-0 text-degraded" />
          <span className="min-w-0 wrap-break-word">{sentence}</span>
        </li>
      ))}
    </ul>
  )
}
