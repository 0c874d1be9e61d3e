import type { Message } from './message'

const known: Readonly<Record<Message['type'], true>> = {
  snapshot: true,
  delta: true,
  beat: true,
  clusters: true,
  ended: true,
  replaced: true,
}

/**
 * The messages in one event of the stream: one, or a list. Types that this version does not know are left out.
 * Undefined when the text is not what our server sends.
 */
export function parseMessages(text: string): readonly Message[] | undefined {
  const value = parseJson(text)
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.every(hasType) ? list.filter(isMessage) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const hasType = (value: unknown): value is { readonly type: string } =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** Our own server, of the same build, wrote it: its type names its shape. */
const isMessage = (value: { readonly type: string }): value is Message => Object.hasOwn(known, value.type)
