import { HealthMark, healthInk } from '@/components/ui/health'
import { ObjectLink } from '@/components/ui/object/object-link'
import type { RelatedEntry, RelatedGroup } from '@/lib/objects/related-groups'

export interface RelatedGroupsProps {
  readonly cluster: string
  readonly namespace: string | null
  readonly groups: readonly RelatedGroup[]
}

/** What has to do with an object, kind by kind; a name leads to its page where there is one. */
export function RelatedGroups({ cluster, namespace, groups }: RelatedGroupsProps) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] gap-x-3 gap-y-2 max-md:grid-cols-1 max-md:gap-y-1">
      {groups.map(({ title, entries }) => (
        <div key={title} className="col-span-full grid grid-cols-subgrid">
          <dt className="text-quiet">{title}</dt>
          <dd className="min-w-0">
            <ul className="space-y-1">
              {entries.map((entry) => (
                <li key={entry.key}>
                  <Entry cluster={cluster} namespace={namespace} entry={entry} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Entry({ cluster, namespace, entry }: Omit<RelatedGroupsProps, 'groups'> & { readonly entry: RelatedEntry }) {
  const { kind, name, health, state, words, parts } = entry
  return (
    <>
      <p className="wrap-break-word">
        {health !== null && (
          <>
            <HealthMark health={health} named={state === ''} />{' '}
          </>
        )}
        <ObjectLink cluster={cluster} to={{ kind, namespace, name }} />
        {state !== '' && (
          <span className={health === null || health === 'healthy' ? '' : healthInk[health]}> {state}</span>
        )}
        {words.length > 0 && <span className="text-quiet"> · {words.join(' · ')}</span>}
      </p>
      {parts.length > 0 && (
        <details className="pl-4">
          <summary className="cursor-pointer text-sm text-quiet">
            {parts.length} {parts.length === 1 ? 'EndpointSlice' : 'EndpointSlices'}
          </summary>
          <ul className="space-y-0.5 text-sm">
            {parts.map((part) => (
              <li key={part.key}>
                <Entry cluster={cluster} namespace={namespace} entry={part} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
