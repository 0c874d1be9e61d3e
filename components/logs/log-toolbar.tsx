'use client'
import { ChevronDown, Copy, Download, Pause, Play, Settings2 } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { looks } from '@/components/ui/looks'
import { Opener } from '@/components/ui/opener'
import { LogCount } from './log-count'
import type { LogFeed } from './log-feed'
import type { LogLooks } from './log-looks'
import { LooksChoice, PreviousToggle, RangeChoice } from './log-options'
import type { LogQuery } from './log-query'
import { SourceChoice } from './source-choice'
import type { GroupedSources, SourceGroup } from './sources'

const Sheet = lazy(() => import('@/components/ui/sheet'))

export interface LogToolbarProps {
  readonly feed: LogFeed
  readonly query: LogQuery
  readonly logLooks: LogLooks
  readonly sources: GroupedSources
  /** The text filter. */
  readonly field: ReactNode
  readonly following: boolean
  /** What was just done. */
  readonly said: string
  onFollow(): void
  onCopy(): void
  onDownload(): void
}

/** What stands over the lines: which are shown and how. On a phone, all but the filter and following is in a sheet. */
export function LogToolbar(props: LogToolbarProps) {
  const { feed, query, logLooks, sources, following } = props
  const [options, setOptions] = useState(false)
  const { filter } = query
  return (
    <div
      role="toolbar"
      aria-label="Logs"
      className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-3 max-md:flex-wrap max-md:py-2"
    >
      {props.field}
      <div className="flex items-center gap-2 max-md:hidden">
        <GroupOpener title="Pods" groups={sources.pods} picks={filter.pods} onToggle={query.togglePod} />
        <GroupOpener
          title="Containers"
          groups={sources.containers}
          picks={filter.containers}
          onToggle={query.toggleContainer}
        />
        <RangeChoice query={query} />
        <PreviousToggle query={query} />
      </div>
      <button
        type="button"
        aria-label="Options"
        className={`${looks.iconButton} border border-line md:hidden`}
        onClick={() => setOptions(true)}
      >
        <Settings2 aria-hidden size={16} />
      </button>
      {!query.previous && <FollowButton following={following} onFollow={props.onFollow} />}
      <LogCount feed={feed} query={query} />
      <p role="status" className="min-w-0 truncate text-quiet max-md:sr-only">
        {props.said}
      </p>
      <div className="ml-auto flex items-center max-md:hidden">
        <IconButton icon={Copy} label="Copy these lines" onPress={props.onCopy} />
        <IconButton icon={Download} label="Download these lines" onPress={props.onDownload} />
        <Opener
          label="How lines look"
          align="end"
          className={looks.iconButton}
          face={<Settings2 aria-hidden size={16} />}
        >
          {() => <LooksChoice logLooks={logLooks} />}
        </Opener>
      </div>
      {options && (
        <Suspense>
          <Sheet title="Logs" place="side" onClose={() => setOptions(false)}>
            <Options {...props} />
          </Sheet>
        </Suspense>
      )}
    </div>
  )
}

function Options({ query, logLooks, sources, onCopy, onDownload }: LogToolbarProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <RangeChoice query={query} />
        <PreviousToggle query={query} />
        <button type="button" className={looks.button} onClick={onCopy}>
          <Copy aria-hidden size={14} />
          Copy
        </button>
        <button type="button" className={looks.button} onClick={onDownload}>
          <Download aria-hidden size={14} />
          Download
        </button>
      </div>
      <SourceChoice title="Pods" groups={sources.pods} picks={query.filter.pods} onToggle={query.togglePod} />
      <SourceChoice
        title="Containers"
        groups={sources.containers}
        picks={query.filter.containers}
        onToggle={query.toggleContainer}
      />
      <LooksChoice logLooks={logLooks} />
    </div>
  )
}

interface GroupOpenerProps {
  readonly title: string
  readonly groups: readonly SourceGroup[]
  readonly picks: readonly string[]
  onToggle(name: string): void
}

/** Where there is one pod or container there is nothing to choose. */
function GroupOpener({ title, groups, picks, onToggle }: GroupOpenerProps) {
  if (groups.length < 2 && picks.length === 0) return null
  const count = picks.length === 0 ? groups.length : `${picks.length}/${groups.length}`
  return (
    <Opener
      label={`${title} ${count}, ${picks.length === 0 ? 'all' : 'only these'} shown`}
      className={`${looks.button} ${picks.length > 0 ? 'border-accent bg-chosen font-medium' : ''}`}
      face={
        <>
          {`${title} `}
          <span className="text-quiet tabular-nums">{count}</span>
          <ChevronDown aria-hidden size={14} />
        </>
      }
    >
      {() => <SourceChoice title={title} groups={groups} picks={picks} onToggle={onToggle} />}
    </Opener>
  )
}

function FollowButton({ following, onFollow }: { readonly following: boolean; onFollow(): void }) {
  const Icon = following ? Pause : Play
  return (
    <button
      type="button"
      aria-keyshortcuts="f"
      title={following ? 'Stay where you are; lines go on coming (f)' : 'Go with the latest lines (f)'}
      className={`${looks.button} w-23 max-md:w-8 max-md:justify-center max-md:px-0`}
      onClick={onFollow}
    >
      <Icon aria-hidden size={14} />
      <span className="max-md:sr-only">{following ? 'Pause' : 'Follow'}</span>
    </button>
  )
}

interface IconButtonProps {
  readonly icon: typeof Copy
  readonly label: string
  onPress(): void
}

function IconButton({ icon: Icon, label, onPress }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} className={looks.iconButton} onClick={onPress}>
      <Icon aria-hidden size={16} />
    </button>
  )
}
