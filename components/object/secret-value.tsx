'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { looks } from '@/components/ui/looks'
import type { SecretAddress } from '@/lib/objects/secret-address'
import type { RevealedValue, SecretKey } from '@/lib/objects/shown-secret'
import { readRevealed } from './secret-reading'

export interface SecretValueProps {
  readonly cluster: string
  readonly secret: SecretAddress
  readonly entry: SecretKey
}

/** After so long a value is hidden again, ms. */
const shownMs = 30_000

/** One key of a Secret: its size, and its value for as long as somebody looks at it. */
export function SecretValue({ cluster, secret, entry: { key, bytes } }: SecretValueProps) {
  const { revealed, asking, sentence, reveal, hide } = useRevealed(cluster, secret, key)
  const Icon = revealed === null ? Eye : EyeOff
  return (
    <div className="py-2">
      <div className="flex items-center gap-3">
        <span className="min-w-0 grow font-mono text-sm wrap-anywhere">{key}</span>
        <span className="shrink-0 text-sm text-quiet">
          {bytes} {bytes === 1 ? 'byte' : 'bytes'}
        </span>
        <button
          type="button"
          className={looks.button}
          aria-label={revealed === null ? `Reveal ${key}` : `Hide ${key}`}
          aria-disabled={asking}
          onClick={() => (revealed === null ? reveal() : hide())}
        >
          <Icon aria-hidden size={14} />
          {revealed === null ? 'Reveal' : 'Hide'}
        </button>
      </div>
      <div role="status">
        {sentence !== '' && <p className="mt-1 text-sm wrap-break-word text-failed">{sentence}</p>}
        {revealed !== null && <Value revealed={revealed} />}
      </div>
    </div>
  )
}

function Value({ revealed: { value, encoding } }: { revealed: RevealedValue }) {
  return (
    <>
      {encoding === 'base64' && <p className="mt-1 text-sm text-quiet">It is no text; in base64:</p>}
      {value === '' ? (
        <p className="mt-1 text-quiet">It is empty.</p>
      ) : (
        <pre className="mt-1 max-h-96 overflow-auto rounded-md border border-line bg-raised px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {value}
        </pre>
      )}
    </>
  )
}

function useRevealed(cluster: string, secret: SecretAddress, key: string) {
  const [revealed, setRevealed] = useState<RevealedValue | null>(null)
  const [asking, setAsking] = useState(false)
  const [sentence, setSentence] = useState('')
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  useEffect(() => {
    if (revealed === null) return
    const timer = setTimeout(() => setRevealed(null), shownMs)
    return () => clearTimeout(timer)
  }, [revealed])
  async function ask() {
    setAsking(true)
    setSentence('')
    const answer = await readRevealed(cluster, secret, key)
    if (left.current) return
    setAsking(false)
    if ('value' in answer) setRevealed(answer.value)
    else setSentence(answer.problem.sentence)
  }
  const reveal = () => {
    if (!asking) void ask()
  }
  return { revealed, asking, sentence, reveal, hide: () => setRevealed(null) }
}
