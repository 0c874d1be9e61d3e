import { type Right, RightCommands } from '@/components/ui/missing-right'

export interface WhyNotProps {
  /** What is not offered here, as the button would be called. */
  readonly what: string
  readonly sentence: string
  /** Which rights of the cluster are missing, where it is they. */
  readonly rights?: readonly Right[]
}

/** In place of a button that would be refused: what it would be, and to who asks, why it is not there. */
export function WhyNot({ what, sentence, rights = [] }: WhyNotProps) {
  return (
    <details className="px-2 py-1.5 text-quiet">
      <summary className="cursor-pointer list-none rounded-sm [&::-webkit-details-marker]:hidden">
        {what}: <span className="underline decoration-dotted underline-offset-2 hover:text-ink">why not?</span>
      </summary>
      <div className="mt-1.5 max-w-prose space-y-2 text-sm">
        <p>{sentence}</p>
        {rights.length > 0 && <RightCommands rights={rights} />}
      </div>
    </details>
  )
}
