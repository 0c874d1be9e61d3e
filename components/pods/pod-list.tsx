'use client'
import { useMemo } from 'react'
import { ProblemsOf } from '@/components/live/problems-of'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { logsAddress, type Named, objectAddress } from '@/components/ui/address'
import { List } from '@/components/ui/list/list'
import { useListQuery } from '@/components/ui/list/query'
import type { Answer } from '@/lib/live/message'
import type { Question } from '@/lib/live/question'
import { type PodRow, podsShape } from '@/lib/views/pods'
import type { ViewShape } from '@/lib/views/view'
import { podColumns } from './columns'

const noun = { one: 'pod', many: 'pods' }

/** A fixed part of the question: the pods of a workload, or those on a node. */
export type Within = Pick<Question, 'namespaces' | 'facets'> & { readonly text?: string }

export interface PodListProps {
  readonly cluster: string
  readonly initial?: Answer | undefined
  readonly within?: Within
}

export function PodList({ cluster, initial, within }: PodListProps) {
  const shape = useMemo(() => shapeWithin(within), [within])
  const query = useListQuery(shape)
  const asked = within && narrow(query.question, within)
  const all = useTable<PodRow>(cluster, 'pods', asked ?? query.question, initial)
  // What else there is in the namespace is none of this list's: its whole is what it matches.
  const table = asked === undefined || (query.filtered && all.matched === 0) ? all : { ...all, total: all.matched }
  const connection = useConnection()
  return (
    <List
      cluster={cluster}
      view="pods"
      shape={shape}
      columns={podColumns}
      table={table}
      query={query}
      within={asked}
      connection={connection}
      noun={noun}
      nameOf={(row) => `${row.namespace}/${row.name}`}
      targetOf={({ namespace, name }) => ({ resource: 'pod', namespace, name })}
      details={(row) => (
        <ProblemsOf cluster={cluster} object={{ kind: 'Pod', namespace: row.namespace, name: row.name }} />
      )}
      links={(row) => linksOf(cluster, row)}
    />
  )
}

/** What is fixed can't be picked: its facets are not offered. */
function shapeWithin(within: Within | undefined): ViewShape<PodRow> {
  return { ...podsShape, facets: podsShape.facets.filter((facet) => within?.facets[facet] === undefined) }
}

const narrow = (question: Question, { namespaces, facets, text = '' }: Within): Question => ({
  ...question,
  namespaces,
  text: `${text} ${question.text}`.trim(),
  facets: { ...question.facets, ...facets },
})

function linksOf(cluster: string, { namespace, name, ownerKind, ownerName, node }: PodRow) {
  const link = (label: string, to: Named) => {
    const href = objectAddress(cluster, to)
    return href === undefined ? [] : [{ label, href }]
  }
  return [
    ...link('Open', { kind: 'Pod', namespace, name }),
    { label: 'Logs', href: logsAddress(cluster, { namespace, pod: name }) },
    ...(ownerName === null ? [] : link(ownerKind ?? '', { kind: ownerKind ?? '', namespace, name: ownerName })),
    ...(node === null ? [] : link('Node', { kind: 'Node', namespace: null, name: node })),
  ]
}
