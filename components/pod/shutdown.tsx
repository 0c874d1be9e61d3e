'use client'
import { Age } from '@/components/ui/now'
import { formatLength } from '@/components/ui/object/facts'
import type { PodDetail } from '@/lib/objects/details/pod-detail'

/** What happens when the pod is told to end, and while it ends how far that is. */
export function Shutdown({ detail: { containers, shutdown, deletion } }: { detail: PodDetail }) {
  const hooks = containers.filter(({ preStop }) => preStop !== null)
  return (
    <ol className="list-decimal space-y-1 pl-4 marker:text-quiet">
      {deletion !== null && (
        <li>
          Its end was asked for <Age at={deletion.askedAt} /> ago.
        </li>
      )}
      {hooks.map(({ name, preStop }) => (
        <li key={name} className="wrap-anywhere">
          <span className="font-mono text-sm">{name}</span> first does: {preStop}
        </li>
      ))}
      <li>{hooks.length > 0 ? 'Then its' : 'Its'} containers get SIGTERM.</li>
      <li>What still runs {formatLength(shutdown.graceMs)} after the request gets SIGKILL.</li>
      {shutdown.took.map(({ container, ms }) => (
        <li key={container}>
          <span className="font-mono text-sm">{container}</span> ended after {formatLength(ms)}.
        </li>
      ))}
      {deletion !== null && deletion.finalizers.length > 0 && (
        <li className="wrap-anywhere">It stays until {deletion.finalizers.join(', ')} let it go.</li>
      )}
    </ol>
  )
}
