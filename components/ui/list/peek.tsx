'use client'
import { ArrowRight, Terminal, X } from 'lucide-react'
import Link from 'next/link'
import { looks } from '@/components/ui/looks'
import type { Row } from '@/lib/views/view'
import type { Cell } from './cell'
import type { ListProps } from './table'

export interface PeekProps<R extends Row> {
  readonly row: R
  readonly list: ListProps<R>
  onCopy(text: string, what: string): void
  onKubectl(): void
  onClose(): void
}

/** One line in full, beside the list; it stays live, and moves along with the keys. */
export function Peek<R extends Row>({ row, list, onCopy, onKubectl, onClose }: PeekProps<R>) {
  const name = list.nameOf(row)
  const href = list.addressOf?.(row)
  const links = [...(href === undefined ? [] : [{ label: 'Open', href }]), ...(list.links?.(row) ?? [])]
  return (
    <aside
      aria-label={`Details of ${name}`}
      className="z-20 flex max-h-[70dvh] flex-col overflow-y-auto border-line bg-float max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:rounded-t-lg max-lg:border-t max-lg:shadow-float max-md:pb-14 lg:max-h-none lg:w-96 lg:shrink-0 lg:border-l lg:bg-surface"
    >
      <div className="sticky top-0 flex items-start gap-1 bg-inherit py-2 pr-2 pl-4">
        <button
          type="button"
          title="Copy this name"
          className="min-w-0 grow py-1.5 text-left font-mono font-medium break-all hover:text-accent"
          onClick={() => onCopy(name, name)}
        >
          {name}
        </button>
        <button type="button" aria-label="Close details" className={looks.iconButton} onClick={onClose}>
          <X aria-hidden size={16} />
        </button>
      </div>
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        {links.map(({ label, href }) => (
          <Link key={href} href={href} prefetch={false} className={looks.button}>
            {label}
            <ArrowRight aria-hidden size={14} />
          </Link>
        ))}
        <button type="button" className={looks.button} onClick={onKubectl}>
          <Terminal aria-hidden size={14} />
          Copy as kubectl
        </button>
      </div>
      {list.details?.(row)}
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] border-t border-line">
        {list.columns.map((column) => (
          <div key={column.column} className="col-span-2 grid grid-cols-subgrid border-b border-line px-4 py-1.5">
            <dt className="text-quiet">{column.header}</dt>
            <Full cell={column.cell(row)} />
          </div>
        ))}
      </dl>
    </aside>
  )
}

/** A cell with all that it has to say. */
function Full({ cell: { content, looks: own, word } }: { cell: Cell }) {
  return (
    <dd className={`break-words ${own ?? ''} [direction:ltr]!`}>
      {content}
      {word !== undefined && (
        <span aria-hidden className="ml-2">
          {word}
        </span>
      )}
    </dd>
  )
}
