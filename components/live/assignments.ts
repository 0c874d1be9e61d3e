import type { Assigned, Subscribed } from '@/lib/live/message'

type ByPath = Subscribed['selections']

/** Which selection answers each path that was declared, or why none does. */
export interface Assignments {
  readonly of: (path: string) => Assigned | undefined
  readonly pathsOf: (selection: string) => readonly string[]
  readonly all: () => ByPath
  /** The server's answer to a declaration; gives the paths that are answered by another selection than before, or by none. */
  readonly assign: (selections: ByPath) => readonly string[]
  /** What took the place of selections; gives the paths that are answered by none any more. */
  readonly replace: (changes: Readonly<Record<string, Assigned>>) => readonly string[]
  readonly clear: () => void
}

export function createAssignments(): Assignments {
  let assigned: ByPath = {}
  /** What was told since the last answer: an answer may be older. */
  const replaced = new Map<string, Assigned>()

  function newest(entry: Assigned): Assigned {
    const next = 'selection' in entry ? replaced.get(entry.selection) : undefined
    return next === undefined ? entry : newest(next)
  }
  const newestOf = (selections: ByPath): ByPath =>
    Object.fromEntries(Object.entries(selections).map(([path, entry]) => [path, newest(entry)]))

  return {
    of: (path) => assigned[path],
    pathsOf: (selection) =>
      Object.entries(assigned).flatMap(([path, entry]) =>
        'selection' in entry && entry.selection === selection ? [path] : [],
      ),
    all: () => assigned,
    assign(selections) {
      const before = assigned
      assigned = newestOf(selections)
      replaced.clear()
      return Object.keys(assigned).filter((path) => !isSame(before[path], assigned[path]))
    },
    replace(changes) {
      for (const [selection, next] of Object.entries(changes)) {
        replaced.set(selection, next)
        // A right that was lost and came back may bring the same selection back.
        if ('selection' in next) replaced.delete(next.selection)
      }
      const before = assigned
      assigned = newestOf(assigned)
      return Object.entries(assigned).flatMap(([path, entry]) =>
        'problem' in entry && entry !== before[path] ? [path] : [],
      )
    },
    clear() {
      replaced.clear()
      assigned = {}
    },
  }
}

const isSame = (one: Assigned | undefined, other: Assigned | undefined) =>
  one !== undefined &&
  other !== undefined &&
  'selection' in one &&
  'selection' in other &&
  one.selection === other.selection
