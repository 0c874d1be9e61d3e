import { looks } from '@/components/ui/looks'
import { Door } from './door'
import { formatMoment } from './moment'

interface Props {
  readonly code: string
  /** Undefined when the link opens nothing any more. */
  readonly view:
    | {
        readonly label: string
        readonly maker: string
        readonly cluster: string
        readonly namespaces: readonly string[]
        readonly endsAt: number
      }
    | undefined
}

/** What a shared link would open. Opening is a press of its own: a link that is followed changes nobody's session. */
export function Shared({ code, view }: Props) {
  if (view === undefined)
    return (
      <Door title="This link opens nothing">
        <p>It has ended, or it was never one of ours. Ask who sent it for a new one.</p>
      </Door>
    )
  const { label, maker, cluster, namespaces, endsAt } = view
  return (
    <Door title={label}>
      <p>
        {maker} shares a view of <span className="text-ink">{cluster}</span> with you: what runs in{' '}
        <span className="text-ink">{namespaces.join(', ')}</span>, live. You can look at everything there and break
        nothing.
      </p>
      <p>The link works until {formatMoment(endsAt)}. Opening it signs you out of any other account here.</p>
      <form method="post" action="/api/sign-in/link">
        <input type="hidden" name="code" value={code} />
        <button type="submit" className={`${looks.mainButton} h-10!`}>
          Open the view
        </button>
      </form>
    </Door>
  )
}
