import type { KubeObject } from '@/demo/store/objects'
import { since } from './duration'

/** A column of meta.k8s.io/v1 Table; `kubectl` shows those of priority 1 with `-o wide` only. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly format: string
  readonly description: string
  readonly priority: 0 | 1
}

export type Cell = string | number | boolean | null | undefined

/** A client may have written an object that no controller has said anything of yet. */
type Fresh<T> = T extends { readonly status: infer Status }
  ? Omit<T, 'status'> & { readonly status?: Partial<Status> }
  : T

export interface RowCondition {
  readonly type: 'Completed'
  readonly status: 'True'
  readonly reason: string
  readonly message: string
}

/** How a type's objects are shown: its columns, and the cells of each object in their order. */
export interface TableKind {
  readonly columns: readonly Column[]
  cells(object: KubeObject, now: number): readonly Cell[]
}

/**
 * A type's columns, as in `Name, Desired:integer, Images*` (a star for wide output), and its cells; they get the age and
 * the instant.
 */
export function table<T extends KubeObject>(
  columns: string,
  cells: (object: Fresh<T>, age: string, now: number) => readonly Cell[],
): TableKind {
  return {
    columns: columns.split(', ').map(parseColumn),
    // A collection holds objects of its own type only.
    cells: (object, now) => cells(object as Fresh<T>, since(object.metadata.creationTimestamp, now), now),
  }
}

export function parseColumn(text: string): Column {
  const [, name = '', type = 'string', star] = /^([^:*]+)(?::(\w+))?(\*)?$/.exec(text) ?? []
  return { name, type, format: name === 'Name' ? 'name' : '', description: '', priority: star ? 1 : 0 }
}
