import type { Json, JsonObject } from '@/demo/api/json'
import { badRequest } from '@/demo/api/status'
import { type Definition, type Field, findDefinition } from './schema'
import { type Part, readParts } from './wire'

/** A message of a kind in protobuf, as the JSON it stands for; undefined for a kind that is not known. Throws the API's 400. */
export function readMessage(kind: string, bytes: Buffer): JsonObject | undefined {
  const definition = findDefinition(kind)
  return definition && readObject(definition, bytes)
}

interface Slot {
  readonly name: string
  readonly field: Field
}

/** A number's field, or the fields of what JSON has inlined there. */
type Slots = Map<number, Slot | Map<number, Slot>>

const slots = new Map<Definition, Slots>()

function slotsOf(definition: Definition): Slots {
  const known = slots.get(definition)
  if (known !== undefined) return known
  const found: Slots = new Map()
  for (const [name, field] of definition.fields) {
    const [outer, inner] = field.numbers
    if (outer === undefined) continue
    if (inner === undefined) found.set(outer, { name, field })
    else {
      const within = found.get(outer)
      const fields = within instanceof Map ? within : new Map<number, Slot>()
      found.set(outer, fields.set(inner, { name, field }))
    }
  }
  slots.set(definition, found)
  return found
}

function readObject(definition: Definition, bytes: Buffer): JsonObject {
  const object = new Map<string, Json>()
  const known = slotsOf(definition)
  for (const part of readParts(bytes)) {
    const slot = known.get(part.number)
    if (slot instanceof Map) {
      for (const inner of readParts(contentOf(part))) add(object, slot.get(inner.number), inner)
    } else add(object, slot, part)
  }
  return Object.fromEntries(object)
}

function add(object: Map<string, Json>, slot: Slot | undefined, part: Part): void {
  if (slot === undefined) return
  const { name, field } = slot
  const old = object.get(name)
  if (field.shape === 'list') {
    object.set(name, [...(Array.isArray(old) ? old : []), readValue(field, part)])
  } else if (field.shape === 'map') {
    const entry = new Map([...readParts(contentOf(part))].map((piece) => [piece.number, piece]))
    const key = entry.get(1)?.bytes?.toString() ?? ''
    const value = entry.get(2)
    const more = { [key]: value === undefined ? '' : readValue(field, value) }
    object.set(name, { ...(typeof old === 'object' && !Array.isArray(old) ? old : {}), ...more })
  } else {
    const value = readValue(field, part)
    if (!isUnset(name, value)) object.set(name, value)
  }
}

/** Pointers of Go, whose zero means something: everything else that is zero was not set. */
const pointers = new Set([
  'replicas',
  'partition',
  'parallelism',
  'completions',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'startingDeadlineSeconds',
  'terminationGracePeriodSeconds',
  'gracePeriodSeconds',
  'revisionHistoryLimit',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
  'stabilizationWindowSeconds',
  'tolerationSeconds',
  'runAsUser',
  'runAsGroup',
  'maxUnavailable',
  'maxSurge',
  'minAvailable',
  'value',
  'suspend',
  'optional',
  'automountServiceAccountToken',
  'enableServiceLinks',
  'allowPrivilegeEscalation',
])

const isUnset = (name: string, value: Json) => value === '' || ((value === 0 || value === false) && !pointers.has(name))

const contentOf = ({ bytes }: Part): Buffer => {
  if (bytes === undefined) throw badRequest('the body of the request is no well-formed protobuf message')
  return bytes
}

function readValue({ type }: Field, part: Part): Json {
  const definition = findDefinition(type)
  if (definition !== undefined) return readObject(definition, contentOf(part))
  switch (type) {
    case 'i':
    case 'l':
      return part.value
    case 'b':
      return part.value !== 0
    case 's':
      return contentOf(part).toString()
    case 'y':
      return contentOf(part).toString('base64')
    default:
      return readSpecial(type, contentOf(part))
  }
}

/** Quantities are messages of a text, times of seconds and nanoseconds, `x` of a kind, a number and a text. */
function readSpecial(type: string, bytes: Buffer): Json {
  const parts = new Map([...readParts(bytes)].map((part) => [part.number, part]))
  const text = (number: number) => parts.get(number)?.bytes?.toString() ?? ''
  const count = (number: number) => parts.get(number)?.value ?? 0
  if (type === 'q') return text(1)
  if (type === 'x') return count(1) === 1 ? text(3) : count(2)
  if (type === 't') return bytes.length === 0 ? '' : new Date(count(1) * 1000).toISOString().replace('.000', '')
  return {}
}
