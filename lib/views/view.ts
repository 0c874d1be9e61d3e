/** One line of a view: flat, with instants (ms since 1970) and numbers, never formatted text and never an age. */
export type Cell = string | number | boolean | null

export interface Row {
  /** Identity of the line: the object's UID, so that a namesake made anew is another line. */
  readonly key: string
  readonly [column: string]: Cell
}

/** How well something does, in five words; each is drawn with its own shape and colour. */
export type Health = 'healthy' | 'progressing' | 'degraded' | 'failed' | 'paused'

/** Worst first: the order in which a list sorted by health shows them. */
export const healthOrder: readonly Health[] = ['failed', 'degraded', 'progressing', 'paused', 'healthy']

/** What can be asked of a view. Columns are the names of the row's fields. */
export interface ViewShape<R extends Row = Row> {
  readonly name: string
  /** The column that says in which namespace a line is, or undefined when the objects have none. */
  readonly namespaceColumn: (keyof R & string) | undefined
  /** The column whose lines are further namespaces in which a line is found: a node's problem where it harms workloads. */
  readonly furtherNamespaces?: keyof R & string
  /** Made for each question out of other views: its rows are narrowed already to the namespaces and the viewer's sight. */
  readonly composed?: true
  readonly columns: readonly (keyof R & string)[]
  /** Columns whose values can be picked and are counted over everything that matches. */
  readonly facets: readonly (keyof R & string)[]
  /** Columns in which the text filter looks. */
  readonly searched: readonly (keyof R & string)[]
  /** Columns whose values sort in an order of their own, first to last. */
  readonly orders: Readonly<Partial<Record<keyof R & string, readonly string[]>>>
  readonly defaultSort: Sort
  /** `resource.group` of the objects that decide whether a viewer has the row at all. */
  readonly primary: readonly string[]
  /** Where rows are of several resources: which, by the column `kind`. */
  readonly primaryByKind?: Readonly<Record<string, string>>
  /** Resources whose existence a row tells of: it is there only for who may list them too where it is. */
  readonly needs?: readonly { readonly resource: string; of(row: R): boolean }[]
  /** Columns that come from further resources: null to a viewer who may not list the resource where the row is. */
  readonly secondary: readonly {
    readonly resource: string
    readonly columns: readonly (keyof R & string)[]
    /** The rows in which they come from this resource; undefined: in all. */
    of?(row: R): boolean
  }[]
}

export interface Sort {
  readonly column: string
  readonly descending: boolean
}
