/**
 * The language in which a kind is declared: each field we keep, with its protobuf number (from `generated.proto`).
 * From one declaration come the type, the protobuf reader and the JSON reader; both give the same object:
 * absent text is '', absent number 0, absent flag false, absent list [] and map {}; `optional…` and messages are undefined.
 */
export type Shape =
  | { readonly is: 'text' | 'unique' | 'int' | 'bool' | 'time' | 'intOrString' }
  | { readonly is: 'map'; readonly of: 'text' | 'quantity'; readonly only: readonly string[] | undefined }
  /** `inline`: in JSON its fields lie in the outer object, as those of embedded Go structs do. */
  | { readonly is: 'message'; readonly fields: Fields; readonly inline?: true }
  /** `filled`: items in which nothing is declared never enter memory. */
  | { readonly is: 'list'; readonly of: Shape; readonly filled?: true }

export interface Field<T> {
  readonly number: number
  readonly shape: Shape
  /** What the reader gives when the field is not on the wire. */
  readonly absent: T
}

export type Fields = Readonly<Record<string, Field<unknown>>>

export type ObjectOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never
}

const noItems: readonly never[] = Object.freeze([])
const noEntries: Readonly<Record<string, string>> = Object.freeze({})

/** Text that repeats between objects (phases, reasons, images): read once, shared. */
export const text = (number: number): Field<string> => ({ number, shape: { is: 'text' }, absent: '' })

/** Text that is one object's own (names, UIDs, addresses): not looked up among the shared ones. */
export const unique = (number: number): Field<string> => ({ number, shape: { is: 'unique' }, absent: '' })

export const int = (number: number): Field<number> => ({ number, shape: { is: 'int' }, absent: 0 })

/** A pointer in the API's Go type: absent is not 0. */
export const optionalInt = (number: number): Field<number | undefined> => ({
  number,
  shape: { is: 'int' },
  absent: undefined,
})

export const bool = (number: number): Field<boolean> => ({ number, shape: { is: 'bool' }, absent: false })

export const optionalBool = (number: number): Field<boolean | undefined> => ({
  number,
  shape: { is: 'bool' },
  absent: undefined,
})

/** An instant, as milliseconds since 1970. */
export const time = (number: number): Field<number | undefined> => ({
  number,
  shape: { is: 'time' },
  absent: undefined,
})

export const intOrString = (number: number): Field<number | string | undefined> => ({
  number,
  shape: { is: 'intOrString' },
  absent: undefined,
})

type Entries = Readonly<Record<string, string>>

/** map<string, string>; with `only`, entries under other keys never enter memory. */
export const map = (number: number, only?: readonly string[]): Field<Entries> => ({
  number,
  shape: { is: 'map', of: 'text', only },
  absent: noEntries,
})

/** map<string, Quantity>, such as requests and capacities, each as written. */
export const quantities = (number: number, only?: readonly string[]): Field<Entries> => ({
  number,
  shape: { is: 'map', of: 'quantity', only },
  absent: noEntries,
})

export const message = <const F extends Fields>(number: number, fields: F): Field<ObjectOf<F> | undefined> => ({
  number,
  shape: { is: 'message', fields },
  absent: undefined,
})

/** A struct that Go embeds (VolumeSource, ProbeHandler): a message in protobuf, but no level of its own in JSON; never absent. */
export const inlined = <const F extends Fields>(number: number, fields: F): Field<ObjectOf<F>> => ({
  number,
  shape: { is: 'message', fields, inline: true },
  // True by construction: every declared field as it is when absent.
  absent: Object.freeze(
    Object.fromEntries(Object.entries(fields).map(([key, { absent }]) => [key, absent])),
  ) as ObjectOf<F>,
})

export const messages = <const F extends Fields>(number: number, fields: F): Field<readonly ObjectOf<F>[]> => ({
  number,
  shape: { is: 'list', of: { is: 'message', fields } },
  absent: noItems,
})

/** A list of which only items count that hold something declared: of a pod's volumes those of claims. */
export const filledMessages = <const F extends Fields>(number: number, fields: F): Field<readonly ObjectOf<F>[]> => ({
  number,
  shape: { is: 'list', of: { is: 'message', fields }, filled: true },
  absent: noItems,
})

export const texts = (number: number): Field<readonly string[]> => ({
  number,
  shape: { is: 'list', of: { is: 'text' } },
  absent: noItems,
})
