import Link from 'next/link'
import { looks } from '@/components/ui/looks'
import { sentenceOf } from '@/lib/audit/act-sentence'
import type { AuditAct } from '@/lib/audit/audit-record'
import { formatInstant } from '@/lib/format/instant'
import { auditAddress } from './address'

/** All that is on record of one act. */
export function ActDetails({ act }: { act: AuditAct }) {
  return (
    <div className="px-3 pt-1 pb-3">
      <p className="mb-2 max-w-prose wrap-break-word">{sentenceOf(act)}</p>
      {act.outcome === 'unknown' && !act.settled && (
        <p className="mb-2 max-w-prose text-degraded">
          Quarterdeck was cut off before it could record how this ended: it may have happened or not. Look at the object
          itself.
        </p>
      )}
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-1">
        {factsOf(act).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="wrap-break-word">{value}</dd>
          </div>
        ))}
        <dt className="text-quiet">Record</dt>
        <dd>
          <Link
            href={auditAddress({ before: act.sequence + 1 }, act.sequence)}
            prefetch={false}
            className={`${looks.link} tabular-nums`}
          >
            {act.sequence}
          </Link>
        </dd>
      </dl>
    </div>
  )
}

const ways: Readonly<Record<string, string>> = {
  local: 'a link from the terminal',
  token: 'a token',
  oidc: 'the identity provider',
  proxy: 'the proxy',
  link: 'a shared link',
}

const credentials: Readonly<Record<string, string>> = {
  kubeconfig: 'the kubeconfig of the server',
  deputy: 'impersonation by the deputy',
  token: 'their own token',
}

/** What is known, in the order in which one asks. */
function factsOf(act: AuditAct): [name: string, value: string][] {
  const facts: [string, string | null][] = [
    ['Reason', act.reason],
    ['Recorded', formatInstant(act.at, 'utc')],
    [act.settled ? 'Found out later' : 'Ended', act.endedAt === null ? null : formatInstant(act.endedAt, 'utc')],
    ['Problem', act.problem],
    ['Groups', act.groups.length === 0 ? null : act.groups.join(', ')],
    ['Signed in by', act.provider && (ways[act.provider] ?? act.provider)],
    ['Acted by', act.through && (credentials[act.through] ?? act.through)],
    ['Verb', act.verb],
    ['Cluster', act.cluster],
    ['Namespace', act.namespace],
    ['Resource', act.resource],
    ['Name', act.name],
    ['UID', act.uid],
    ['From', act.address],
    ['Request', act.request],
  ]
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]]))
}
