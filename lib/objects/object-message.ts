import type { Problem } from '@/lib/live/freshness'
import type { ObjectDetail } from './details/detail'

/** What a page hears of the object that it shows. */
export type ObjectMessage =
  /** The object as it is now, without secrets. Another `uid` than before is a namesake made anew. */
  | {
      readonly type: 'object'
      readonly uid: string
      readonly resourceVersion: string
      /** Its parts as pages show them. */
      readonly detail: ObjectDetail
      readonly yaml: string
    }
  /** It was there and was deleted; `at` is when that was noticed, ms since 1970. */
  | { readonly type: 'gone'; readonly at: number }
  /** It can't be read now. */
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'beat' }

const known: Readonly<Record<ObjectMessage['type'], true>> = { object: true, gone: true, problem: true, beat: true }

/** One message from its event; undefined when the text is not what our server sends. */
export function parseObjectMessage(text: string): ObjectMessage | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // SyntaxError: not JSON, so not from our server.
    return undefined
  }
  return isMessage(value) ? value : undefined
}

/** Our own server, of the same build, wrote it: its type names its shape. */
const isMessage = (value: unknown): value is ObjectMessage =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  Object.hasOwn(known, value.type)
