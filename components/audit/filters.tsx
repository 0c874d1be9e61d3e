'use client'
import { Download, ListFilter, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useState } from 'react'
import { looks } from '@/components/ui/looks'
import { type ActQuestion, formatMinute, standings } from '@/lib/audit/act-question'
import { standingWords } from '@/lib/audit/act-sentence'
import { auditVerbs } from '@/lib/audit/verbs'
import { exportAddress, filterCount } from './address'

interface Props {
  readonly question: ActQuestion
  readonly seesEveryone: boolean
  readonly clusters: readonly string[]
  readonly exportable: boolean
}

/** A form whose fields are the question, so that it works before any script has loaded; then it leaves empty ones out. */
export function Filters({ question, seesEveryone, clusters, exportable }: Props) {
  const [shown, setShown] = useState(false)
  const router = useRouter()
  const set = filterCount(question)
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    router.push(addressOf(event.currentTarget))
  }
  const choose = (event: FormEvent<HTMLSelectElement>) => event.currentTarget.form?.requestSubmit()
  return (
    <form
      action="/audit"
      aria-label="Filter"
      onSubmit={ask}
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-2"
    >
      <label className="relative min-w-40 grow md:max-w-64">
        <span className="sr-only">Text</span>
        <Search aria-hidden size={14} className="pointer-events-none absolute top-2.25 left-2.5 text-quiet" />
        <input
          type="search"
          name="q"
          defaultValue={question.text}
          placeholder="Filter acts"
          autoComplete="off"
          className={`${looks.field} border-line pl-8`}
        />
      </label>
      <button
        type="button"
        aria-expanded={shown}
        className={`${looks.button} md:hidden`}
        onClick={() => setShown(!shown)}
      >
        <ListFilter aria-hidden size={14} />
        Filters {set > 0 && <span className="font-semibold text-accent">{set}</span>}
      </button>
      <div className={`contents ${shown ? '' : 'max-md:*:hidden'}`}>
        {seesEveryone && <Word name="person" label="Person" value={question.person} />}
        <Choice name="verb" label="Any act" value={question.verb} onChange={choose}>
          {Object.entries(auditVerbs).map(([verb, words]) => (
            <option key={verb} value={verb}>
              {verb} ({words})
            </option>
          ))}
        </Choice>
        <Choice name="cluster" label="Any cluster" value={question.cluster} onChange={choose}>
          {clusters.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
        <Word name="namespace" label="Namespace" value={question.namespace} />
        <Choice name="outcome" label="Any outcome" value={question.outcome} onChange={choose}>
          {standings.map((standing) => (
            <option key={standing} value={standing}>
              {standingWords[standing]}
            </option>
          ))}
        </Choice>
        <div className="flex flex-wrap items-center gap-2 max-md:w-full">
          <Instant name="since" label="From (UTC)" value={question.since} />
          <Instant name="until" label="To (UTC)" value={question.until} />
          <button type="submit" className={looks.button}>
            Filter
          </button>
        </div>
      </div>
      {set > 0 && (
        <a href="/audit" className={looks.link}>
          Clear filter
        </a>
      )}
      {exportable && (
        <p className="ml-auto flex items-center gap-1">
          <Download aria-hidden size={14} className="text-quiet" />
          <a href={exportAddress(question, 'csv')} download className={looks.link}>
            CSV
          </a>
          <span className="text-quiet">·</span>
          <a href={exportAddress(question, 'jsonl')} download className={looks.link}>
            JSON Lines
          </a>
        </p>
      )}
    </form>
  )
}

function addressOf(form: HTMLFormElement): string {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value.trim()) query.set(name, value)
  return query.size === 0 ? '/audit' : `/audit?${query}`
}

interface Field {
  readonly name: string
  readonly label: string
}

function Word({ name, label, value }: Field & { readonly value: string | undefined }) {
  return (
    <input
      type="text"
      name={name}
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      autoComplete="off"
      spellCheck={false}
      className={`${looks.field} border-line max-md:w-[calc(50%-0.25rem)] md:max-w-32`}
    />
  )
}

function Instant({ name, label, value }: Field & { readonly value: number | undefined }) {
  return (
    <label className="flex items-center gap-1.5 whitespace-nowrap text-quiet max-md:w-full max-md:*:grow max-md:[&>span]:w-24 max-md:[&>span]:grow-0">
      <span>{label}</span>
      <input
        type="datetime-local"
        name={name}
        defaultValue={value === undefined ? undefined : formatMinute(value)}
        className={`${looks.field} w-auto border-line`}
      />
    </label>
  )
}

interface ChoiceProps extends Field {
  readonly value: string | undefined
  readonly children: ReactNode
  onChange(event: FormEvent<HTMLSelectElement>): void
}

/** A value that the choice doesn't know (a Kubernetes verb, a cluster that is gone) stays chosen. */
function Choice({ name, label, value, children, onChange }: ChoiceProps) {
  return (
    <select
      name={name}
      aria-label={label.replace('Any ', '').replace(/^./, (letter) => letter.toUpperCase())}
      defaultValue={value ?? ''}
      onChange={onChange}
      className={`${looks.field} border-line max-md:w-[calc(50%-0.25rem)] md:w-auto md:max-w-36`}
    >
      <option value="">{label}</option>
      {children}
    </select>
  )
}
