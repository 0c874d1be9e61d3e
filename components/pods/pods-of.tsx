'use client'
import { useMemo } from 'react'
import { useShownDetail } from '@/components/ui/object/shown-object'
import { podsOfQuestion } from '@/lib/objects/pods-of'
import { PodList } from './pod-list'

/** The pods of the workload that the page shows. */
export function PodsOf({ cluster }: { cluster: string }) {
  const { kind = '', namespace, name = '', owner = null } = useShownDetail('workload')?.detail ?? {}
  const within = useMemo(
    () => podsOfQuestion({ kind, namespace: namespace ?? '', name }, owner),
    [kind, namespace, name, owner],
  )
  return <PodList cluster={cluster} within={within} />
}
