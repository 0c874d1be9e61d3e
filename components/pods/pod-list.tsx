'use client'
import { useMemo } from 'react'
import { type ListDeclaration, LiveList, type LiveListProps } from '@/components/live/live-list'
import { ProblemsOf } from '@/components/live/problems-of'
import { logsAddress, type Named, objectAddress } from '@/components/ui/address'
import type { Question } from '@/lib/live/question'
import { type PodRow, podsShape } from '@/lib/views/pods'
import { podColumns } from './columns'

/** A fixed part of the question: the pods of a workload, or those on a node. */
export type Within = Pick<Question, 'namespaces' | 'facets'> & { readonly text?: string }

const pods: ListDeclaration<PodRow> = {
  view: 'pods',
  shape: podsShape,
  columns: podColumns,
  noun: { one: 'pod', many: 'pods' },
  nameOf: ({ namespace, name }) => `${namespace}/${name}`,
  targetOf: ({ namespace, name }) => ({ resource: 'pod', namespace, name }),
  addressOf: (cluster, row) => objectAddress(cluster, named(row)),
  linksOf,
  detailsOf: (cluster, row) => <ProblemsOf cluster={cluster} object={named(row)} />,
}

export function PodList({ within, ...props }: LiveListProps & { readonly within?: Within }) {
  const list = useMemo(() => (within === undefined ? pods : podsWithin(within)), [within])
  return <LiveList of={list} narrow={within && ((question) => narrow(question, within))} {...props} />
}

/** What is fixed can't be picked: its facets are not offered. */
function podsWithin({ facets: fixed }: Within): ListDeclaration<PodRow> {
  const facets = podsShape.facets.filter((facet) => fixed[facet] === undefined)
  return { ...pods, shape: { ...podsShape, facets } }
}

const narrow = (question: Question, { namespaces, facets, text = '' }: Within): Question => ({
  ...question,
  namespaces,
  text: `${text} ${question.text}`.trim(),
  facets: { ...question.facets, ...facets },
})

const named = ({ namespace, name }: PodRow): Named => ({ kind: 'Pod', namespace, name })

function linksOf(cluster: string, { namespace, name, ownerKind, ownerName, node }: PodRow) {
  const link = (label: string, to: Named) => {
    const href = objectAddress(cluster, to)
    return href === undefined ? [] : [{ label, href }]
  }
  return [
    { label: 'Logs', href: logsAddress(cluster, { namespace, pod: name }) },
    ...(ownerName === null ? [] : link(ownerKind ?? '', { kind: ownerKind ?? '', namespace, name: ownerName })),
    ...(node === null ? [] : link('Node', { kind: 'Node', namespace: null, name: node })),
  ]
}
