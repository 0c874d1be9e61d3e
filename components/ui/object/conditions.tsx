import { HealthMark } from '@/components/ui/health'
import { Age } from '@/components/ui/now'
import type { ConditionDetail } from '@/lib/objects/details/detail'

/** What the cluster says of an object, in words, each with since when and its own reason. */
export function Conditions({ conditions }: { conditions: readonly ConditionDetail[] }) {
  if (conditions.length === 0) return <p className="text-quiet">Nothing was said about it yet.</p>
  return (
    <ul className="space-y-2">
      {conditions.map(({ type, status, health, words, since, told }) => (
        <li key={type} className="flex min-w-0 gap-2">
          <span className="flex h-5 items-center">
            <HealthMark health={health} />
          </span>
          <div className="min-w-0 grow">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 wrap-break-word">
                <span className="font-mono text-sm">{type}</span>
                <span className="sr-only"> is {status}</span> <span className="text-quiet">{words}</span>
              </span>
              {since !== null && (
                <span className="text-sm whitespace-nowrap text-quiet">
                  for <Age at={since} />
                </span>
              )}
            </p>
            {told !== null && health !== 'healthy' && <p className="text-sm wrap-break-word">{told}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
