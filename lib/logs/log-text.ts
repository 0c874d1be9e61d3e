import { formatBytes } from '@/lib/format/amounts'
import { formatExactTime } from './line-time'
import type { LogEntry } from './log-entry'
import type { LogSource } from './log-sources'

/** What is shown, as a text file: each line with its instant, its pod and container; gaps and cuts are said in brackets. */
export function formatLog(entries: Iterable<LogEntry>, sources: readonly LogSource[]): string {
  const names = sources.map(({ pod, container }) => `${pod}/${container}`)
  const lines: string[] = []
  for (const entry of entries) lines.push(`${formatEntry(entry, names[entry.source] ?? '')}\n`)
  return lines.join('')
}

function formatEntry(entry: LogEntry, name: string): string {
  if (entry.type === 'gap')
    return `[lines of ${name} between ${new Date(entry.from).toISOString()} and ${new Date(entry.to).toISOString()} may be missing]`
  const cut = entry.cut === 0 ? '' : ` [${formatBytes(entry.cut)}B cut]`
  return `${entry.timed ? `${formatExactTime(entry)} ` : ''}${name} ${entry.text}${cut}`
}
