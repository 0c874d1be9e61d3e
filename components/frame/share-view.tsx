'use client'
import { type FormEvent, useId, useState } from 'react'
import { useTable } from '@/components/live/use-table'
import { looks } from '@/components/ui/looks'
import Sheet from '@/components/ui/sheet'
import { coverageOf } from '@/lib/live/coverage'
import { windowLimit } from '@/lib/live/question'
import { type NamespaceRow, namespacesShape } from '@/lib/views/namespaces'

interface Props {
  readonly cluster: string
  readonly chosen: readonly string[]
  onClose(): void
}

const hour = 3_600_000
const lifetimes = [
  { text: 'an hour', ms: hour },
  { text: 'a day', ms: 24 * hour },
  { text: 'a week', ms: 7 * 24 * hour },
] as const

/** Hands out a link to some namespaces of a cluster: read-only, for a while, never more than its maker may read. */
export default function ShareView({ cluster, chosen, onClose }: Props) {
  const [address, setAddress] = useState<string>()
  return (
    <Sheet title="Share a view" place="middle" onClose={onClose}>
      {address === undefined ? (
        <Making cluster={cluster} chosen={chosen} onMade={setAddress} />
      ) : (
        <Made address={address} onClose={onClose} />
      )}
    </Sheet>
  )
}

function Making({ cluster, chosen, onMade }: Omit<Props, 'onClose'> & { onMade(address: string): void }) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const share = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    const made = await make(cluster, new FormData(event.currentTarget))
    setBusy(false)
    if ('address' in made) onMade(made.address)
    else setProblem(made.sentence)
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void share(event)}>
      <p className="text-quiet">
        Whoever has the link sees these namespaces of <span className="font-mono text-sm">{cluster}</span> without
        signing in, read-only, and never more than you may read yourself.
      </p>
      <label className="flex flex-col gap-1">
        What it is for
        <input name="label" required maxLength={80} autoComplete="off" className={looks.field} />
      </label>
      <Namespaces cluster={cluster} chosen={chosen} />
      <label className="flex flex-col gap-1">
        It works for
        <select name="lifetime" defaultValue={lifetimes[1].ms} className={looks.field}>
          {lifetimes.map(({ text, ms }) => (
            <option key={ms} value={ms}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <p role="alert" className="text-failed empty:hidden">
        {problem}
      </p>
      <button type="submit" disabled={busy} className={`${looks.mainButton} self-start`}>
        Make the link
      </button>
    </form>
  )
}

function Namespaces({ cluster, chosen }: Pick<Props, 'cluster' | 'chosen'>) {
  const [question] = useState(() => ({
    namespaces: [],
    text: '',
    facets: {},
    sort: namespacesShape.defaultSort,
    offset: 0,
    limit: windowLimit,
  }))
  const table = useTable<NamespaceRow>(cluster, 'namespaces', question)
  const listed = table.keys.flatMap((_, place) => table.rowAt(table.offset + place)?.name ?? [])
  // Who may not list namespaces shares those that they may read.
  const names = listed.length > 0 ? listed : (coverageOf(table.freshness)?.namespaces ?? [])
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="pb-1">Namespaces</legend>
      <div className="max-h-48 overflow-y-auto rounded-md border border-line p-1">
        {names.map((name) => (
          <label key={name} className={looks.entry}>
            <input type="checkbox" name="namespace" value={name} defaultChecked={chosen.includes(name)} />
            <span className="truncate font-mono text-sm">{name}</span>
          </label>
        ))}
        <p role="status" className="px-2 py-1 text-sm text-quiet empty:hidden">
          {names.length === 0 && (table.problem?.sentence ?? withoutNames(table.state))}
        </p>
      </div>
    </fieldset>
  )
}

const withoutNames = (state: 'loading' | 'ready' | 'refused') =>
  state === 'loading' ? 'Loading namespaces' : 'There is no namespace that you may read, and so none to share.'

function Made({ address, onClose }: { address: string; onClose(): void }) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  // Refused without a right to the clipboard: the address can still be selected.
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="flex flex-col gap-4">
      <label htmlFor={id}>This is the link. It is shown this once.</label>
      <textarea
        id={id}
        readOnly
        rows={3}
        className={`${looks.field} h-auto! break-all py-1 font-mono text-sm`}
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="text-quiet">
        It is listed, and can be ended at any time, under{' '}
        <a href="/sessions" className={looks.link}>
          Sessions and links
        </a>
        .
      </p>
      <p className="flex gap-2">
        <button type="button" className={looks.mainButton} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </button>
        <button type="button" className={looks.button} onClick={onClose}>
          Done
        </button>
      </p>
    </div>
  )
}

const failed = 'The link could not be made: the server did not answer as it should. Try again in a moment.'

async function make(cluster: string, form: FormData): Promise<{ address: string } | { sentence: string }> {
  const namespaces = form.getAll('namespace').map(String)
  if (namespaces.length === 0) return { sentence: 'Choose at least one namespace.' }
  const wanted = { label: String(form.get('label')), cluster, namespaces, lifetime: Number(form.get('lifetime')) }
  try {
    const response = await fetch('/api/shared-links', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-quarterdeck': '1' },
      body: JSON.stringify(wanted),
    })
    const answer: { address?: string; problem?: { sentence: string } } = await response.json()
    if (answer.address !== undefined) return { address: answer.address }
    return { sentence: answer.problem?.sentence ?? failed }
  } catch {
    return { sentence: failed }
  }
}
