'use client'
import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { useSaid } from '@/components/ui/list/said'
import { looks } from '@/components/ui/looks'
import { useShownObject } from '@/components/ui/object/shown-object'

/** The whole object as text: numbered lines that the browser's own search finds and that copy without their numbers. */
export function ObjectYaml() {
  const shown = useShownObject()
  const { said, copy } = useSaid()
  const yaml = shown?.yaml ?? ''
  const lines = useMemo(() => yaml.trimEnd().split('\n'), [yaml])
  return (
    <div className="min-w-0">
      <div className="sticky top-0 flex items-center justify-between gap-2 border-b border-line bg-surface px-4 py-1.5 md:px-5">
        <p className="text-sm text-quiet" role="status">
          {said || `${lines.length} lines, without managedFields; values of Secrets are hidden.`}
        </p>
        <button type="button" className={looks.quietButton} onClick={() => copy(yaml, 'YAML')}>
          <Copy aria-hidden size={14} />
          Copy
        </button>
      </div>
      <pre role="region" aria-label="YAML text" className="yaml overflow-x-auto py-2 font-mono text-sm" tabIndex={0}>
        {lines.map((line, index) => (
          // Lines have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Line key={index} line={line} />
        ))}
      </pre>
    </div>
  )
}

const entry = /^(\s*(?:- )*)([^\s:'"][^:]*:)(\s.*)?$/

function Line({ line }: { line: string }) {
  const [, indent = '', key, value = ''] = entry.exec(line) ?? []
  return (
    <code>
      {key === undefined ? (
        line
      ) : (
        <>
          {indent}
          <span className="text-accent">{key}</span>
          {value}
        </>
      )}
      {'\n'}
    </code>
  )
}
