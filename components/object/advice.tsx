'use client'
import { useSearchParams } from 'next/navigation'
import { type MouseEvent, useMemo } from 'react'
import { useTable } from '@/components/live/use-table'
import { editQuery, objectAddress, writeQuery } from '@/components/ui/address'
import { useSaid } from '@/components/ui/list/said'
import { looks } from '@/components/ui/looks'
import { Section } from '@/components/ui/object/section'
import { type ShownObject, useShownObject } from '@/components/ui/object/shown-object'
import { adviceTitles } from '@/lib/health/advice'
import { muteAnnotation } from '@/lib/kube/kinds/metadata'
import { adviceQuestion } from '@/lib/objects/advice-question'
import type { WorkloadDetail } from '@/lib/objects/details/workload-detail'
import { muteCommand } from '@/lib/objects/mute-command'
import type { AdviceRow } from '@/lib/views/advice'

/** Quiet remarks about how a workload's health is set up, apart from what is wrong; nothing where there are none. */
export function AdviceList() {
  const shown = useShownObject()
  if (shown === null || shown.detail.of !== 'workload' || shown.gone) return null
  return <AdviceOn shown={shown} detail={shown.detail} />
}

function AdviceOn({ shown: { cluster }, detail }: { shown: ShownObject; detail: WorkloadDetail }) {
  const { kind, namespace, name } = detail
  const question = useMemo(() => adviceQuestion(kind, namespace ?? '', name), [kind, namespace, name])
  const table = useTable<AdviceRow>(cluster, 'advice', question)
  const { said, copy } = useSaid()
  const rows = table.keys.flatMap((_, index) => table.rowAt(table.offset + index) ?? [])
  const heard = rows.filter(({ muted }) => !muted)
  const muted = [...new Set(rows.filter((row) => row.muted).map(({ code }) => code))]
  if (rows.length === 0) return null
  return (
    <Section title={heard.length === 0 ? 'Advice' : `Advice · ${heard.length}`} aside={<Muted codes={muted} />}>
      {heard.length === 0 ? (
        <p className="text-quiet">None that is not muted.</p>
      ) : (
        <ul aria-label="Advice" className="space-y-1">
          {heard.map((row) => (
            <li key={row.key}>
              <Remark
                cluster={cluster}
                row={row}
                onMute={() => copy(muteCommand(detail, [...muted, row.code]), 'Command')}
              />
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="text-sm text-quiet">
        {said}
      </p>
    </Section>
  )
}

function Muted({ codes }: { codes: readonly AdviceRow['code'][] }) {
  if (codes.length === 0) return null
  const titles = codes.map((code) => adviceTitles[code]).join(', ')
  return (
    <span title={titles}>
      {codes.length} muted by <span className="font-mono">{muteAnnotation}</span>
    </span>
  )
}

function Remark({ cluster, row, onMute }: { cluster: string; row: AdviceRow; onMute(): void }) {
  const { code, sentence, why } = row
  return (
    <details>
      <summary className="cursor-pointer wrap-break-word marker:text-quiet">
        <span className="font-medium">{adviceTitles[code]}</span> <span className="text-quiet">{sentence}</span>
      </summary>
      <div className="mt-1 mb-2 max-w-[90ch] pl-4">
        <p>{why}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-4">
          <FieldLink cluster={cluster} row={row} />
          <button type="button" className={looks.quietButton} onClick={onMute}>
            Copy the command that mutes this
          </button>
        </p>
      </div>
    </details>
  )
}

/** Leads to the field in the tab YAML, without asking the server for the page again. */
function FieldLink({ cluster, row: { kind, namespace, name, field } }: { cluster: string; row: AdviceRow }) {
  const query = useSearchParams()
  const href = `${objectAddress(cluster, { kind, namespace, name }, 'yaml')}&${new URLSearchParams({ field })}`
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    writeQuery(editQuery(new URLSearchParams(query), { tab: ['yaml'], field: [field] }), 'push')
  }
  return (
    <a href={href} onClick={follow} className={`${looks.link} font-mono text-sm wrap-anywhere`}>
      {field}
    </a>
  )
}
