'use client'
import { type LucideIcon, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { looks } from '@/components/ui/looks'
import { Notice as Sentence } from '@/components/ui/notice'
import { Age, formatClock } from '@/components/ui/now'
import { formatLength } from '@/components/ui/object/facts'
import { formatInstant } from '@/lib/format/instant'
import type { ConnectionFacts } from '@/lib/live/view-state'
import type { Deletion } from '@/lib/objects/details/detail'
import type { SeenObject } from '@/lib/objects/seen-object'

export interface NoticeProps {
  readonly seen: SeenObject
  readonly connection: ConnectionFacts
  readonly kind: string
  onShowNew(): void
}

/** Over the page, what makes it less than right: its object is gone or going, or what is shown is old. */
export function Notice({ seen, connection, kind, onShowNew }: NoticeProps) {
  const { object, goneAt, replaced, problem } = seen
  if (object === null) return null
  if (goneAt !== null)
    return (
      <Line icon={Trash2} ink="text-failed">
        This {kind} was deleted at{' '}
        <time dateTime={new Date(goneAt).toISOString()} title={formatInstant(goneAt, 'utc')}>
          {formatClock(goneAt)}
        </time>
        ; what stands here is how it was.{' '}
        {replaced && (
          <>
            It was replaced by another of this name.{' '}
            <button type="button" className={looks.link} onClick={onShowNew}>
              Show the new one
            </button>
          </>
        )}
      </Line>
    )
  const late = ['offline', 'behind', 'signed-out'].includes(connection.state)
  return (
    <>
      {object.detail.deletion !== null && <Going kind={kind} deletion={object.detail.deletion} />}
      {problem !== null && <Line>It can't be read now: {problem.sentence}</Line>}
      {late && <Line>This is how it was at {formatClock(connection.since)}; what changed since is not here yet.</Line>}
    </>
  )
}

function Going({ kind, deletion: { askedAt, goneBy, finalizers } }: { kind: string; deletion: Deletion }) {
  return (
    <Line icon={Trash2} ink="text-progressing">
      This {kind} is being deleted: asked <Age at={askedAt} /> ago, with {formatLength(goneBy - askedAt)} of grace.
      {finalizers.length > 0 && ` ${finalizers.join(', ')} must let it go first.`}
    </Line>
  )
}

function Line(sentence: { icon?: LucideIcon; ink?: string; children: ReactNode }) {
  return (
    <div role="status" className="shrink-0 border-t border-line bg-raised px-4 py-2 md:px-5">
      <Sentence {...sentence} />
    </div>
  )
}
