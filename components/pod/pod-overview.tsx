'use client'
import type { ReactNode } from 'react'
import { Conditions } from '@/components/ui/object/conditions'
import { Containers } from '@/components/ui/object/containers'
import { Facts, formatLength, Term } from '@/components/ui/object/facts'
import { Labels } from '@/components/ui/object/labels'
import { ObjectLink } from '@/components/ui/object/object-link'
import { Columns, Section } from '@/components/ui/object/section'
import { type ShownObject, topOwner, useShownDetail } from '@/components/ui/object/shown-object'
import { formatBytes, formatCores } from '@/lib/format/amounts'
import type { PodDetail } from '@/lib/objects/details/pod-detail'
import { Shutdown } from './shutdown'

type Shown = ShownObject & { readonly detail: PodDetail }

/** A pod: its containers first, beside them where it stands and what surrounds it. */
export function PodOverview({ around }: { around: ReactNode }) {
  const shown = useShownDetail('pod')
  if (shown === null) return null
  return <Columns main={<Main shown={shown} around={around} />} side={<Side shown={shown} />} />
}

function Main({ shown: { detail }, around }: { shown: Shown; around: ReactNode }) {
  return (
    <>
      <Section title="Containers">
        <Containers containers={detail.containers} />
      </Section>
      {around}
      <Section title="Volumes">
        {detail.volumes.length === 0 ? (
          <p className="text-quiet">None.</p>
        ) : (
          <Facts facts={detail.volumes.map(({ name, source }) => ({ term: name, text: source }))} />
        )}
      </Section>
    </>
  )
}

function Side({ shown }: { shown: Shown }) {
  const { detail } = shown
  const { conditions, qos, scheduling, labels } = detail
  return (
    <>
      <Section title="Conditions">
        <Conditions conditions={conditions} />
      </Section>
      <Section title="Place">
        <Place shown={shown} />
      </Section>
      <Section title="Resources" aside={qos.class}>
        <p>
          Requests {formatCores(qos.cpuRequested)} CPU and {formatBytes(qos.memoryRequested)} memory of its node:{' '}
          <span className="text-quiet">{qos.rule}.</span>
        </p>
        <p className="mt-1 text-quiet">{qos.words}</p>
      </Section>
      <Section title="Graceful shutdown" aside={`${formatLength(detail.shutdown.graceMs)} of grace`}>
        <Shutdown detail={detail} />
      </Section>
      <Section title="Scheduling">
        <Facts facts={scheduling} />
      </Section>
      <Section title="Labels">
        <Labels labels={labels} />
      </Section>
    </>
  )
}

function Place({ shown: { cluster, detail, row } }: { shown: Shown }) {
  const { node, owner, namespace, network } = detail
  const top = topOwner(row)
  return (
    <dl className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <Term term="Node">
        {node === null ? (
          <span className="text-quiet">none yet</span>
        ) : (
          <ObjectLink cluster={cluster} to={{ kind: 'Node', namespace: null, name: node }} />
        )}
      </Term>
      {network.map(({ term, text }) => (
        <Term key={term} term={term}>
          {text}
        </Term>
      ))}
      <Term term="Owners">
        {owner === null && <span className="text-quiet">none: nothing replaces it when it ends</span>}
        {owner !== null && <ObjectLink cluster={cluster} to={{ ...owner, namespace }} withKind />}
        {top !== null && top.name !== owner?.name && (
          <span className="block">
            <ObjectLink cluster={cluster} to={{ ...top, namespace }} withKind />
          </span>
        )}
      </Term>
    </dl>
  )
}
