import { isDeepStrictEqual } from 'node:util'
import { isList, isObject, type Json, type JsonObject, without } from '@/demo/api/json'
import { patchRefused } from '@/demo/api/status'

interface Edit {
  readonly op: 'add' | 'remove' | 'replace'
  readonly value: Json
}

/** One operation of RFC 6902, as lenient as the API server: replacing and copying what is not there works. */
export function applyOperation(target: Json, { op, path, from, value = null }: JsonObject): Json {
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) throw patchRefused()
  const steps = pointer(path)
  switch (op) {
    case 'add':
    case 'remove':
    case 'replace':
      return edit(target, steps, { op, value })
    case 'test':
      if (isDeepStrictEqual(lookUp(target, steps) ?? null, value)) return target
      throw patchRefused()
    case 'copy':
    case 'move': {
      if (typeof from !== 'string') throw patchRefused()
      const source = pointer(from)
      const moved = lookUp(target, source) ?? null
      const base = op === 'move' ? edit(target, source, { op: 'remove', value: null }) : target
      return edit(base, steps, { op: 'add', value: moved })
    }
    default:
      throw patchRefused()
  }
}

function pointer(path: string): readonly string[] {
  if (path === '') return []
  const steps = path.slice(1).split('/')
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function lookUp(target: Json | undefined, [step, ...rest]: readonly string[]): Json | undefined {
  if (step === undefined || target === undefined) return target
  if (isList(target)) {
    const at = Number(step)
    if (!Number.isInteger(at) || at < 0 || at >= target.length) throw patchRefused()
    return lookUp(target[at], rest)
  }
  if (!isObject(target)) throw patchRefused()
  return lookUp(Object.hasOwn(target, step) ? target[step] : undefined, rest)
}

function edit(target: Json | undefined, [step, ...rest]: readonly string[], change: Edit): Json {
  if (step === undefined) return change.value
  if (isList(target)) return editList(target, step, rest, change)
  if (!isObject(target)) throw patchRefused()
  if (rest.length > 0) return { ...target, [step]: edit(own(target, step), rest, change) }
  if (change.op === 'remove' && !Object.hasOwn(target, step)) throw patchRefused()
  return change.op === 'remove' ? without(target, step) : { ...target, [step]: change.value }
}

const own = (target: JsonObject, step: string) => (Object.hasOwn(target, step) ? target[step] : undefined)

function editList(list: readonly Json[], step: string, rest: readonly string[], change: Edit): Json {
  const { op, value } = change
  const at = step === '-' ? list.length : /^\d+$/.test(step) ? Number(step) : -1
  const last = op === 'add' && rest.length === 0 ? list.length : list.length - 1
  if (at < 0 || at > last) throw patchRefused()
  if (rest.length > 0) return list.with(at, edit(list[at], rest, change))
  if (op === 'add') return list.toSpliced(at, 0, value)
  return op === 'remove' ? list.toSpliced(at, 1) : list.with(at, value)
}
