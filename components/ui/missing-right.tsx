import { Lock } from 'lucide-react'
import { Message } from '@/components/ui/message'

/** As RBAC names it: `pods`, `deployments.apps`, `pods/log`, or one object by its name, as in `pod/web-0`. */
export interface Right {
  readonly verb: string
  readonly resource: string
  /** Null: of the whole cluster. */
  readonly namespace: string | null
}

export interface MissingRightProps {
  readonly title: string
  readonly sentence: string
  readonly rights: readonly Right[]
}

/** What stands where something would be that may not be seen: which right is missing, in kubectl's words. */
export function MissingRight({ title, sentence, rights }: MissingRightProps) {
  return (
    <Message icon={Lock} title={title}>
      <p className="max-w-full wrap-break-word">{sentence}</p>
      <RightCommands rights={rights} />
      <p className="text-sm">Whoever administers the cluster can grant it with a Role or ClusterRole.</p>
    </Message>
  )
}

/** The commands that ask the cluster for exactly these rights. */
export function RightCommands({ rights }: Pick<MissingRightProps, 'rights'>) {
  return (
    <pre className="max-w-full rounded-md border border-line px-3 py-2 text-left font-mono text-sm wrap-anywhere whitespace-pre-wrap text-ink">
      {rights.map(canI).join('\n')}
    </pre>
  )
}

function canI({ verb, resource, namespace }: Right): string {
  const [main = resource, sub] = resource.startsWith('pods/') ? resource.split('/') : [resource]
  const flags = [
    ...(sub === undefined ? [] : [`--subresource=${sub}`]),
    ...(namespace === null ? [] : ['-n', namespace]),
  ]
  return ['kubectl auth can-i', verb, main, ...flags].join(' ')
}
