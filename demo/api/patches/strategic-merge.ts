import { isDeepStrictEqual } from 'node:util'
import { isList, isObject, type Json, type JsonObject, without } from '@/demo/api/json'
import { type Definition, type Field, findDefinition } from '@/demo/api/schema/schema'
import { internalProblem } from '@/demo/api/status'
import { goText } from './go-text'

const order = '$setElementOrder/'
const removal = '$deleteFromPrimitiveList/'

/** The strategic merge of k8s.io/apimachinery pkg/util/strategicpatch, v0.36, by the definition's merge keys. */
export function strategicMerge(definition: Definition | undefined, target: JsonObject, patch: JsonObject): JsonObject {
  const { $patch: directive, $retainKeys: retained } = patch
  if (directive === 'replace') return without(patch, '$patch')
  if (directive === 'delete') return {}
  if (directive !== undefined && directive !== 'merge') throw unknownDirective(directive, patch)
  const merged = new Map(Object.entries(target))
  if (isList(retained)) for (const name of merged.keys()) if (!retained.includes(name)) merged.delete(name)
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(removal)) removeFrom(merged, name.slice(removal.length), value)
    if (name.startsWith('$')) continue
    if (value === null) merged.delete(name)
    else merged.set(name, mergeField(definition?.fields.get(name), merged.get(name), value))
  }
  for (const [name, wanted] of Object.entries(patch)) {
    if (!name.startsWith(order) || !isList(wanted)) continue
    const field = name.slice(order.length)
    const list = merged.get(field)
    const before = target[field]
    const key = definition?.fields.get(field)?.mergeKey ?? ''
    if (isList(list)) merged.set(field, arrange(list, wanted, isList(before) ? before : [], key))
  }
  return Object.fromEntries(merged)
}

const unknownDirective = (directive: Json, patch: JsonObject) =>
  internalProblem(`unknown patch type: ${String(directive)} in map: ${goText(patch)}`)

function removeFrom(merged: Map<string, Json>, name: string, values: Json): void {
  const list = merged.get(name)
  if (isList(list) && isList(values))
    merged.set(
      name,
      list.filter((item) => !values.includes(item)),
    )
}

function mergeField(field: Field | undefined, old: Json | undefined, value: Json): Json {
  if (isObject(value) && field?.replaced !== true) {
    const definition = field?.shape === 'one' ? findDefinition(field.type) : undefined
    return strategicMerge(definition, isObject(old) ? old : {}, value)
  }
  if (isList(value) && field?.mergeKey !== undefined)
    return mergeLists(field, field.mergeKey, isList(old) ? old : [], value)
  return value
}

function mergeLists(field: Field, key: string, old: readonly Json[], patch: readonly Json[]): readonly Json[] {
  if (key === '') return arrange([...new Set([...old, ...patch])], patch, old, key)
  const items = patch.filter(isObject)
  const keyless = items.find((item) => item[key] === undefined && item['$patch'] === undefined)
  if (keyless !== undefined)
    throw internalProblem(`map: ${goText(keyless)} does not contain declared merge key: ${key}`)
  const odd = items.find(
    ({ $patch }) => $patch !== undefined && !['replace', 'delete', 'merge'].includes(String($patch)),
  )
  if (odd !== undefined) throw unknownDirective(odd['$patch'] ?? null, odd)
  const plain = items.filter(({ $patch }) => $patch !== 'delete' && $patch !== 'replace')
  if (items.some(({ $patch }) => $patch === 'replace')) return plain
  const deleted = items.filter(({ $patch }) => $patch === 'delete').map((item) => item[key])
  const merged = old.filter((item) => !(isObject(item) && deleted.includes(item[key])))
  for (const item of plain) {
    const at = merged.findIndex((known) => isObject(known) && known[key] === item[key])
    const known = merged[at]
    const next = strategicMerge(findDefinition(field.type), isObject(known) ? known : {}, item)
    if (at === -1) merged.push(next)
    else merged[at] = next
  }
  return arrange(merged, plain, old, key)
}

/** The items that `wanted` names in its order; the others stay before what they stood before, new ones come first. */
function arrange(items: readonly Json[], wanted: readonly Json[], before: readonly Json[], key: string) {
  const identity = (item: Json | undefined) => (key !== '' && isObject(item) ? item[key] : item)
  const place = (list: readonly Json[], item: Json | undefined) =>
    list.findIndex((other) => isDeepStrictEqual(identity(other), identity(item)))
  const named = items.filter((item) => place(wanted, item) !== -1).sort((a, b) => place(wanted, a) - place(wanted, b))
  const others = items.filter((item) => place(wanted, item) === -1)
  const arranged: Json[] = []
  while (named.length > 0 || others.length > 0) {
    const [left, right] = [place(before, others[0]), place(before, named[0])]
    const takesOther = named.length === 0 || (others.length > 0 && left !== -1 && right !== -1 && left < right)
    const next = takesOther ? others.shift() : named.shift()
    if (next !== undefined) arranged.push(next)
  }
  return arranged
}
