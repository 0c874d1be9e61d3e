'use client'
import { ProblemNotes } from '@/components/ui/problems/problem-notes'
import { type Concerned, useProblemsOf } from './use-problems-of'

/** What is wrong with an object, live; nothing where nothing is. */
export function ProblemsOf({ cluster, object }: { cluster: string; object: Concerned }) {
  return <ProblemNotes cluster={cluster} rows={useProblemsOf(cluster, object)} />
}
