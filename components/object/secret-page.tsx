'use client'
import { useEffect, useState } from 'react'
import { Facts } from '@/components/ui/object/facts'
import { Labels } from '@/components/ui/object/labels'
import { Columns, Section } from '@/components/ui/object/section'
import type { Problem } from '@/lib/live/freshness'
import type { SecretAddress } from '@/lib/objects/secret-address'
import { unseenObject } from '@/lib/objects/seen-object'
import type { ShownSecret } from '@/lib/objects/shown-secret'
import { Header } from './header'
import { readShownSecret } from './secret-reading'
import { SecretValue } from './secret-value'
import { Unseen } from './unseen'

export interface SecretPageProps {
  readonly cluster: string
  readonly secret: SecretAddress
}

/** A Secret as it was when the page opened: what it has, never a value before somebody asks for one. */
export function SecretPage({ cluster, secret }: SecretPageProps) {
  const { shown, problem } = useSecret(cluster, secret)
  const named = { kind: 'Secret', ...secret }
  return (
    <article className="flex min-h-0 grow flex-col" aria-labelledby="object-name">
      <Header cluster={cluster} named={named} row={undefined} seen={unseenObject} />
      <div className="min-h-0 grow overflow-y-auto border-t border-line">
        {shown === null ? (
          <Unseen seen={{ ...unseenObject, problem }} named={named} once />
        ) : (
          <Columns main={<Values cluster={cluster} shown={shown} />} side={<About shown={shown} />} />
        )}
      </div>
    </article>
  )
}

function useSecret(cluster: string, { namespace, name }: SecretAddress) {
  const address = JSON.stringify([cluster, namespace, name])
  const [held, setHeld] = useState<Held>(nothing)
  useEffect(() => {
    const left = new AbortController()
    void readShownSecret(cluster, { namespace, name }, left.signal).then((answer) => {
      if (left.signal.aborted) return
      const read = 'value' in answer ? { shown: answer.value, problem: null } : { shown: null, problem: answer.problem }
      setHeld({ address, ...read })
    })
    return () => left.abort()
  }, [cluster, namespace, name, address])
  return held.address === address ? held : nothing
}

/** What was read, and of which Secret. */
interface Held {
  readonly address: string
  readonly shown: ShownSecret | null
  readonly problem: Problem | null
}

const nothing: Held = { address: '', shown: null, problem: null }

function Values({ cluster, shown }: { cluster: string; shown: ShownSecret }) {
  return (
    <Section title="Values">
      {shown.keys.length === 0 ? (
        <p className="text-quiet">It has none.</p>
      ) : (
        <>
          <p className="mb-2 text-quiet">
            Values are hidden. Revealing one is recorded with your name, and it is hidden again after 30 seconds.
          </p>
          <ul className="divide-y divide-line border-y border-line">
            {shown.keys.map((entry) => (
              <li key={entry.key}>
                <SecretValue cluster={cluster} secret={shown} entry={entry} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function About({ shown: { type, immutable, createdAt, labels } }: { shown: ShownSecret }) {
  const facts = [
    { term: 'Type', text: type },
    { term: 'Changes', text: immutable ? 'Immutable' : 'May be changed' },
    ...(createdAt === null ? [] : [{ term: 'Created', text: '', at: createdAt }]),
  ]
  return (
    <>
      <Section title="About">
        <Facts facts={facts} />
      </Section>
      <Section title="Labels">
        <Labels labels={labels} />
      </Section>
    </>
  )
}
