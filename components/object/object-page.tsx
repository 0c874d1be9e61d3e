'use client'
import { type ReactNode, useMemo } from 'react'
import { ProblemsOf } from '@/components/live/problems-of'
import { useConnection } from '@/components/live/use-connection'
import { useObject } from '@/components/live/use-object'
import { useTable } from '@/components/live/use-table'
import { type ObjectRow, type ShownObject, ShownObjectContext } from '@/components/ui/object/shown-object'
import { useReportFreshness } from '@/components/ui/page-freshness'
import type { Answer } from '@/lib/live/message'
import { type ObjectAddress, objectResources } from '@/lib/objects/object-address'
import type { SeenObject } from '@/lib/objects/seen-object'
import { Header } from './header'
import { Notice } from './notice'
import { type RowView, rowQuestion } from './row-question'
import { type Tab, Tabs, useTab } from './tabs'
import { Unseen } from './unseen'

export interface ObjectPageProps {
  readonly cluster: string
  readonly address: ObjectAddress
  /** The view that tells how the object does. */
  readonly view: RowView
  readonly initial: Answer | undefined
  readonly tabs: readonly Tab[]
}

/** The page of one object: it follows its object, and keeps it on screen when it is gone. */
export function ObjectPage({ cluster, address, view, initial, tabs }: ObjectPageProps) {
  const { kind } = objectResources[address.resource]
  const { namespace, name } = address
  const { seen, startAnew } = useObject(cluster, address)
  const question = useMemo(() => rowQuestion(view, kind, namespace, name), [view, kind, namespace, name])
  const table = useTable<ObjectRow>(cluster, view, question, initial)
  useReportFreshness(table.freshness)
  const connection = useConnection()
  const tab = useTab(tabs)
  const row = rowOf(table, name)
  const shown = useShown(cluster, seen, row)
  const named = { kind, namespace, name }
  return (
    <ShownObjectContext value={shown}>
      <article className="flex min-h-0 grow flex-col" aria-labelledby="object-name">
        <Header cluster={cluster} named={named} row={row} seen={seen} />
        <Notice seen={seen} connection={connection} kind={kind} onShowNew={startAnew} />
        <Tabs tabs={tabs} chosen={tab.key} onChoose={tab.choose} />
        <Panel tab={tab.key} dimmed={seen.goneAt !== null} fills={tab.shown?.fills === true}>
          {tab.key === 'overview' && seen.object !== null && seen.goneAt === null && (
            <div className="-mt-px border-b border-line empty:hidden">
              <ProblemsOf cluster={cluster} object={named} />
            </div>
          )}
          {seen.object === null ? <Unseen seen={seen} named={named} /> : tab.shown?.panel}
        </Panel>
      </article>
    </ShownObjectContext>
  )
}

function Panel(props: { tab: string; dimmed: boolean; fills: boolean; children: ReactNode }) {
  const place = props.fills ? 'flex min-h-0 grow flex-col' : 'min-h-0 grow overflow-y-auto'
  return (
    <div
      role="tabpanel"
      id="object-panel"
      aria-labelledby={`tab-${props.tab}`}
      tabIndex={props.fills ? undefined : 0}
      className={`${place} -outline-offset-2 ${props.dimmed ? 'bg-raised grayscale' : ''}`}
    >
      {props.children}
    </div>
  )
}

/** A row is found by its name: as the object's own key it would be lost with the object. */
function rowOf(
  table: { readonly keys: readonly string[]; readonly offset: number; rowAt(index: number): ObjectRow | undefined },
  name: string,
) {
  for (let index = 0; index < table.keys.length; index++) {
    const row = table.rowAt(table.offset + index)
    if (row?.name === name) return row
  }
  return undefined
}

/** The row of a namesake tells nothing of an object that is gone. */
function useShown(cluster: string, { object, goneAt }: SeenObject, row: ObjectRow | undefined): ShownObject | null {
  return useMemo(() => {
    if (object === null) return null
    const gone = goneAt !== null
    return { cluster, ...object, row: !gone && row?.key === object.uid ? row : undefined, gone }
  }, [cluster, object, goneAt, row])
}
