'use client'
import { Copy } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useRef } from 'react'
import { useSaid } from '@/components/ui/list/said'
import { looks } from '@/components/ui/looks'
import { useShownObject } from '@/components/ui/object/shown-object'
import { findYamlField } from '@/lib/objects/yaml-field'

/**
 * The whole object as text: numbered lines that the browser's own search finds and that copy without their numbers. The
 * field that the address names is marked and in sight.
 */
export function ObjectYaml() {
  const shown = useShownObject()
  const field = useSearchParams().get('field')
  const { said, copy } = useSaid()
  const yaml = shown?.yaml ?? ''
  const lines = useMemo(() => yaml.trimEnd().split('\n'), [yaml])
  const place = useMemo(() => (field === null ? null : findYamlField(lines, field)), [lines, field])
  const text = useRef<HTMLPreElement>(null)
  const isThere = yaml !== ''
  useEffect(() => {
    if (field !== null && isThere) text.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
  }, [field, isThere])
  return (
    <div className="min-w-0">
      <div className="sticky top-0 flex items-center justify-between gap-2 border-b border-line bg-surface px-4 py-1.5 md:px-5">
        <p className="min-w-0 text-sm wrap-break-word text-quiet" role="status">
          {said || placeWords(place) || `${lines.length} lines, without managedFields; values of Secrets are hidden.`}
        </p>
        <button type="button" className={looks.quietButton} onClick={() => copy(yaml, 'YAML')}>
          <Copy aria-hidden size={14} />
          Copy
        </button>
      </div>
      <pre
        ref={text}
        role="region"
        aria-label="YAML text"
        className="yaml overflow-x-auto py-2 font-mono text-sm"
        tabIndex={0}
      >
        {lines.map((line, index) => (
          // Lines have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Line key={index} line={line} marked={index === place?.line} />
        ))}
      </pre>
    </div>
  )
}

function placeWords(place: ReturnType<typeof findYamlField> | null): string {
  if (place === null) return ''
  const at = `line ${place.line + 1}`
  return place.missing === '' ? `It is ${at}.` : `${place.missing} is not set; it belongs below ${at}.`
}

const entry = /^(\s*(?:- )*)([^\s:'"][^:]*:)(\s.*)?$/

function Line({ line, marked }: { line: string; marked: boolean }) {
  const [, indent = '', key, value = ''] = entry.exec(line) ?? []
  return (
    <code aria-current={marked ? 'location' : undefined} className={marked ? 'bg-hover outline outline-accent' : ''}>
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
