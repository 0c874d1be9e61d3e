import type { Problem } from '@/lib/live/freshness'
import type { ObjectDetail } from './details/detail'
import type { ObjectMessage } from './object-message'

/** What a page knows of its object: once it was seen it stays, also when it is gone. */
export interface SeenObject {
  readonly object: { readonly uid: string; readonly detail: ObjectDetail; readonly yaml: string } | null
  /** When it was noticed that the object is no more; ms since 1970. */
  readonly goneAt: number | null
  /** There is a namesake now, made anew. */
  readonly replaced: boolean
  /** Why it can't be read now, or could not be yet. */
  readonly problem: Problem | null
}

export const unseenObject: SeenObject = { object: null, goneAt: null, replaced: false, problem: null }

/** A pure fold of messages; `now` is the server's clock where a message brings no instant. */
export function seeObject(seen: SeenObject, message: ObjectMessage, now: number): SeenObject {
  switch (message.type) {
    case 'object': {
      const { uid, detail, yaml } = message
      if (seen.object !== null && seen.object.uid !== uid)
        return { ...seen, goneAt: seen.goneAt ?? now, replaced: true, problem: null }
      return { object: { uid, detail, yaml }, goneAt: null, replaced: false, problem: null }
    }
    case 'gone':
      return seen.object === null
        ? seen
        : { ...seen, goneAt: seen.goneAt ?? message.at, replaced: false, problem: null }
    case 'problem':
      // Who may not see it any more keeps nothing of it.
      if (message.problem.code === 'forbidden') return { ...unseenObject, problem: message.problem }
      // A connection taken up anew knows nothing of what was there before.
      if (message.problem.code === 'absent' && seen.object !== null)
        return { ...seen, goneAt: seen.goneAt ?? now, replaced: false, problem: null }
      return { ...seen, problem: message.problem }
    case 'beat':
      return seen
  }
}
