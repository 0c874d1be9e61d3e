'use client'
import { HealthMark } from '@/components/ui/health'
import { Age } from '@/components/ui/now'
import { Conditions } from '@/components/ui/object/conditions'
import { Facts } from '@/components/ui/object/facts'
import { Labels } from '@/components/ui/object/labels'
import { Columns, Section } from '@/components/ui/object/section'
import { type ShownObject, useShownDetail } from '@/components/ui/object/shown-object'
import type { NodeDetail } from '@/lib/objects/details/node-detail'
import { NodeBudgets } from './node-budgets'
import { NodeResources } from './node-resources'

type Shown = ShownObject & { readonly detail: NodeDetail }

/** A node: what it has and what is taken of it, beside how it does and what it is. */
export function NodeOverview() {
  const shown = useShownDetail('node')
  if (shown === null) return null
  return <Columns main={<Main shown={shown} />} side={<Side shown={shown} />} />
}

function Main({ shown: { cluster, detail, row, gone } }: { shown: Shown }) {
  const { conditions, resources, taints, cordoned, name } = detail
  return (
    <>
      <Section title="Conditions" aside={<Lease at={detail.leaseAt} />}>
        <Conditions conditions={conditions} />
      </Section>
      <Section title="Resources">
        <NodeResources resources={resources} row={row} />
      </Section>
      <Section title="Taints">
        {cordoned && <p className="mb-1">It is cordoned: no new pods are placed here until it is uncordoned.</p>}
        <Taints taints={taints} />
      </Section>
      {!gone && (
        <Section title="Disruption budgets of its pods">
          <NodeBudgets cluster={cluster} node={name} />
        </Section>
      )}
    </>
  )
}

function Lease({ at }: { at: number | null }) {
  if (at === null) return 'its lease cannot be read'
  return (
    <>
      lease renewed <Age at={at} /> ago
    </>
  )
}

function Taints({ taints }: { taints: NodeDetail['taints'] }) {
  if (taints.length === 0) return <p className="text-quiet">None: any pod may be placed here.</p>
  return (
    <ul className="space-y-1.5">
      {taints.map(({ taint, words, since }) => (
        <li key={taint}>
          <span className="font-mono text-sm wrap-anywhere">{taint}</span> <span className="text-quiet">{words}</span>
          {since !== null && (
            <span className="text-sm text-quiet">
              {' '}
              For <Age at={since} />.
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Side({ shown: { detail } }: { shown: Shown }) {
  const { addresses, system, skew, labels } = detail
  return (
    <>
      <Section title="System">
        <Facts facts={system} />
        {skew !== null && (
          <p className="mt-2">
            <HealthMark health={skew.health} named /> {skew.words}
          </p>
        )}
      </Section>
      <Section title="Addresses">
        <Facts facts={addresses} />
      </Section>
      <Section title="Labels">
        <Labels labels={labels} />
      </Section>
    </>
  )
}
