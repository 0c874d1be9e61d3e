type Json = Readonly<Record<string, unknown>>

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * An object as it may be shown: without managedFields and last-applied configuration, and with how long each value of a
 * Secret is in place of the value. What isn't an object is given back as it is.
 */
export function redact(object: unknown): unknown {
  if (!isRecord(object)) return object
  const { metadata, ...rest } = object
  const shown = metadata === undefined ? rest : { ...rest, metadata: redactMetadata(metadata) }
  return inOrder(object['kind'] === 'Secret' ? redactSecret(shown) : shown)
}

function redactMetadata(metadata: unknown): unknown {
  if (!isRecord(metadata)) return metadata
  const rest = without(metadata, 'managedFields')
  const annotations = rest['annotations']
  if (!isRecord(annotations)) return without(rest, 'annotations')
  const others = without(annotations, lastApplied)
  return Object.keys(others).length === 0 ? without(rest, 'annotations') : { ...rest, annotations: others }
}

function redactSecret(secret: Json): Json {
  const lengths = (values: unknown, lengthOf: (value: string) => number) =>
    isRecord(values)
      ? Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `<${lengthOf(String(value))} bytes>`]))
      : values === undefined
        ? undefined
        : '<hidden>'
  const data = lengths(secret['data'], base64Length)
  const stringData = lengths(secret['stringData'], (value) => new TextEncoder().encode(value).length)
  return { ...secret, ...(data && { data }), ...(stringData && { stringData }) }
}

/** Without a regular expression: the engine remembers the last text that one was used on. */
function base64Length(value: string): number {
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0
  return Math.floor(((value.length - padding) * 3) / 4)
}

const without = (object: Json, key: string): Json =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))

/** As people write objects: what it is, then its metadata, then the rest, status last. */
function inOrder({ apiVersion, kind, metadata, spec, status, ...rest }: Json): Json {
  const known = { apiVersion, kind, metadata, spec, ...rest, status }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
