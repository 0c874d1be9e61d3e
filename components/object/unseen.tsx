'use client'
import { CircleSlash, LoaderCircle, OctagonAlert } from 'lucide-react'
import type { Named } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import { MissingRight } from '@/components/ui/missing-right'
import type { SeenObject } from '@/lib/objects/seen-object'

export interface UnseenProps {
  readonly seen: SeenObject
  readonly named: Named
  /** The page looks once and does not follow its object. */
  readonly once?: boolean
}

/** What stands where an object would be that was never seen, and why. */
export function Unseen({ seen: { problem }, named, once = false }: UnseenProps) {
  const { kind, namespace, name } = named
  const whole = namespace === null ? name : `${namespace}/${name}`
  if (problem === null) return <Message icon={LoaderCircle} title={`Loading ${name}`} late />
  if (problem.code === 'absent')
    return (
      <Message icon={CircleSlash} title={`There is no ${kind} ${whole}`}>
        <p>
          It may have been deleted, or never was.{' '}
          {once ? 'Load the page anew to look again.' : 'This page shows it as soon as it is there.'}
        </p>
      </Message>
    )
  if (problem.code === 'forbidden')
    return (
      <MissingRight
        title={`You may not see this ${kind}`}
        sentence={problem.sentence}
        rights={[{ verb: 'get', resource: `${kind.toLowerCase()}/${name}`, namespace }]}
      />
    )
  return (
    <Message icon={OctagonAlert} title={`${name} cannot be shown`}>
      <p>{problem.sentence}</p>
      {problem.detail !== null && <p className="font-mono text-sm wrap-break-word">{problem.detail}</p>}
      <button type="button" className={looks.button} onClick={() => window.location.reload()}>
        Try again
      </button>
    </Message>
  )
}
