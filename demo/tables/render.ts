import { eventsGroup, toCoreEvent } from '@/demo/api/events'
import type { Page } from '@/demo/api/list'
import { badRequest } from '@/demo/api/status'
import type { KubeObject, Pod } from '@/demo/store/objects'
import type { ResourceName, ResourceType } from '@/demo/store/types'
import { podConditions } from './pods'
import type { Column, TableKind } from './table'
import { tables } from './tables'

/** What a row carries beside its cells: `includeObject` of meta.k8s.io/v1 TableOptions. */
export type Include = 'None' | 'Metadata' | 'Object'

export interface TableOptions {
  readonly now: number
  readonly include: Include
}

/** Throws the API's 400 for a word that is none of the three. */
export function readInclude(query: URLSearchParams): Include {
  const text = query.get('includeObject') || 'Metadata'
  if (text === 'None' || text === 'Metadata' || text === 'Object') return text
  throw badRequest(
    `Unable to convert to Table as requested: includeObject: Invalid value: "${text}": ` +
      "must be 'Metadata', 'Object', 'None', or empty",
  )
}

const meta = { apiVersion: 'meta.k8s.io/v1' }
const itemsPerPart = 100

// Every type of the store has a table.
const kindOf = ({ resource }: ResourceType): TableKind => tables[resource as ResourceName]

/** A list as one Table, in parts of its JSON. */
export function encodeTable(type: ResourceType, { items, metadata }: Page, options: TableOptions): Iterable<string> {
  const head = { kind: 'Table', ...meta, metadata, columnDefinitions: kindOf(type).columns }
  return encodeParts(head, 'rows', items, (item) => rowOf(type, item, options))
}

export function encodePartials({ items, metadata }: Page): Iterable<string> {
  return encodeParts({ kind: 'PartialObjectMetadataList', ...meta, metadata }, 'items', items, partialOf)
}

function* encodeParts(head: object, field: string, items: readonly KubeObject[], shown: (item: KubeObject) => object) {
  yield `${JSON.stringify(head).slice(0, -1)},"${field}":[`
  for (let at = 0; at < items.length; at += itemsPerPart) {
    const part = items.slice(at, at + itemsPerPart).map((item) => JSON.stringify(shown(item)))
    yield (at === 0 ? '' : ',') + part.join(',')
  }
  yield ']}\n'
}

/** One object as a Table; within a watch, only the first tells the columns. */
export function tableOf(type: ResourceType, object: KubeObject, options: TableOptions, told = false): object {
  const columnDefinitions: readonly Column[] | null = told ? null : kindOf(type).columns
  const { resourceVersion } = object.metadata
  const rows = [rowOf(type, object, options)]
  return { kind: 'Table', ...meta, metadata: { resourceVersion }, columnDefinitions, rows }
}

function rowOf(type: ResourceType, object: KubeObject, { now, include }: TableOptions): object {
  const kind = kindOf(type)
  const isBookmark = object.metadata.uid === undefined
  // Only pods, which have their own shape, end.
  const conditions = type.resource === 'pods' && !isBookmark ? podConditions(object as Pod) : undefined
  const printed = type.group === eventsGroup ? toCoreEvent(object) : object
  return {
    cells: isBookmark ? kind.columns.map(() => '') : kind.cells(printed, now),
    ...(conditions === undefined ? {} : { conditions }),
    object: include === 'None' ? null : include === 'Object' ? object : partialOf(object),
  }
}

export const partialOf = ({ metadata }: Pick<KubeObject, 'metadata'>): object => ({
  kind: 'PartialObjectMetadata',
  ...meta,
  metadata,
})
