import { customDefinitions } from './custom'
import { definitions } from './definitions'

/** What a field holds: one letter for a scalar (see definitions.ts), or the name of a definition. */
export interface Field {
  readonly type: string
  readonly shape: 'one' | 'list' | 'map'
  /** How a strategic merge patch treats a list: merged by this key, as a set when '', replaced when undefined. */
  readonly mergeKey: string | undefined
  readonly retainsKeys: boolean
  readonly replaced: boolean
  /** In protobuf: two numbers for a field of a message that JSON has inlined, none where it is not known. */
  readonly numbers: readonly number[]
}

export interface Definition {
  readonly name: string
  readonly fields: ReadonlyMap<string, Field>
}

const known = new Map([...parse(definitions), ...parse(customDefinitions)].map((parsed) => [parsed.name, parsed]))

/** The definition of a kind or of a part of one; undefined for scalars and for what is not looked into. */
export const findDefinition = (name: string): Definition | undefined => known.get(name)

function parse(text: string): readonly Definition[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...fields] = line.split(' ')
      return { name, fields: new Map(fields.map(parseField)) }
    })
}

function parseField(text: string): readonly [string, Field] {
  const [, name = '', shape, type = '', key, mark, numbers = ''] =
    /^([^:]+):(\[\]|\{\})?(\w+)(?:@(\w*))?([!=]?)(?:#([\d.]+))?$/.exec(text) ?? []
  return [
    name,
    {
      type,
      shape: shape === '[]' ? 'list' : shape === '{}' ? 'map' : 'one',
      mergeKey: key,
      retainsKeys: mark === '!',
      replaced: mark === '=',
      numbers: numbers === '' ? [] : numbers.split('.').map(Number),
    },
  ]
}

/** Go's name of a type, as its JSON decoder tells it. */
export function goTypeOf({ type, shape }: Field): string {
  const one = scalars[type] ?? `v1.${type}`
  return shape === 'list' ? `[]${one}` : shape === 'map' ? `map[string]${one}` : one
}

const scalars: Readonly<Record<string, string>> = {
  s: 'string',
  y: '[]byte',
  i: 'int32',
  l: 'int64',
  b: 'bool',
  n: 'float64',
  q: 'resource.Quantity',
  x: 'intstr.IntOrString',
  t: 'v1.Time',
  o: 'map[string]interface {}',
}
