'use client'
import { Terminal } from 'lucide-react'
import type { Named } from '@/components/ui/address'
import { HealthMark, healthInk } from '@/components/ui/health'
import { kubectlLooks } from '@/components/ui/kubectl'
import { useSaid } from '@/components/ui/list/said'
import { looks } from '@/components/ui/looks'
import { Age } from '@/components/ui/now'
import { ObjectLink } from '@/components/ui/object/object-link'
import { type ObjectRow, topOwner } from '@/components/ui/object/shown-object'
import { Opener } from '@/components/ui/opener'
import type { ObjectDetail } from '@/lib/objects/details/detail'
import type { SeenObject } from '@/lib/objects/seen-object'
import { type Standing, standingOf } from './standing'

export interface HeaderProps {
  readonly cluster: string
  readonly named: Named
  readonly row: ObjectRow | undefined
  readonly seen: SeenObject
}

/** What it is, how it does and why, and the commands that show the same. */
export function Header({ cluster, named, row, seen }: HeaderProps) {
  const { said, copy } = useSaid()
  const { object, goneAt } = seen
  const detail = object?.detail
  const standing = standingOf(row, detail, goneAt)
  return (
    <header className="shrink-0 px-4 pt-3 pb-2 md:px-5">
      <div className="flex items-start gap-2">
        <span className="mt-1.5 shrink-0 rounded-sm border border-line px-1.5 text-sm text-quiet">{named.kind}</span>
        <h1 id="object-name" className="min-w-0 grow">
          <button
            type="button"
            title="Copy this name"
            className="max-w-full py-0.5 text-left font-mono text-lg font-medium wrap-anywhere hover:text-accent"
            onClick={() => copy(named.name, named.name)}
          >
            {named.name}
          </button>
        </h1>
        <Commands named={named} onCopy={(command) => copy(command, 'Command')} />
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      <Place
        cluster={cluster}
        named={named}
        detail={detail}
        owner={topOwner(row) ?? detail?.owner ?? null}
        said={said}
      />
      {standing !== null && <StandingLine standing={standing} />}
    </header>
  )
}

interface PlaceProps {
  readonly cluster: string
  readonly named: Named
  readonly detail: ObjectDetail | undefined
  readonly owner: ObjectDetail['owner']
  readonly said: string
}

function Place({ cluster, named, detail, owner, said }: PlaceProps) {
  return (
    <p className="flex flex-wrap gap-x-3 text-quiet">
      {named.namespace !== null && (
        <span>
          in <span className="font-mono text-sm text-ink">{named.namespace}</span>
        </span>
      )}
      {owner !== null && (
        <span>
          of <ObjectLink cluster={cluster} to={{ ...owner, namespace: named.namespace }} withKind />
        </span>
      )}
      {detail !== undefined && detail.createdAt !== null && (
        <span>
          created <Age at={detail.createdAt} /> ago
        </span>
      )}
      {said !== '' && (
        <span aria-hidden className="text-ink">
          {said}
        </span>
      )}
    </p>
  )
}

function StandingLine({ standing: { health, status, reason, since } }: { standing: Standing }) {
  return (
    <p className="mt-1 wrap-break-word">
      <HealthMark health={health} named />{' '}
      <span className={`font-medium ${health === 'healthy' ? '' : healthInk[health]}`}>{status}</span>
      {reason !== null && <span> · {reason}</span>}
      {since !== null && (
        <span className="text-quiet">
          {' '}
          · for <Age at={since} />
        </span>
      )}
    </p>
  )
}

function Commands({ named, onCopy }: { named: Named; onCopy(command: string): void }) {
  const commands = kubectlLooks({ ...named, resource: named.kind.toLowerCase() })
  const face = (
    <>
      <Terminal aria-hidden size={14} />
      <span className="max-md:sr-only">Copy as kubectl</span>
    </>
  )
  return (
    <Opener label="Copy as kubectl" className={looks.button} align="end" face={face}>
      {(close) => (
        <ul className="max-w-[36rem]">
          {commands.map((command) => (
            <li key={command}>
              <button
                type="button"
                className={`${looks.entry} font-mono text-sm wrap-anywhere`}
                onClick={() => {
                  onCopy(command)
                  close()
                }}
              >
                {command}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Opener>
  )
}
