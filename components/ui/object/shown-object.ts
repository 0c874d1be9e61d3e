'use client'
import { createContext, use } from 'react'
import type { ObjectDetail } from '@/lib/objects/details/detail'
import type { Health, Row } from '@/lib/views/view'

/** The row of a view that tells how an object does. */
export interface ObjectRow extends Row {
  readonly name: string
  readonly health: Health
  readonly status: string
  readonly reason: string | null
}

/** The object that a page shows: the whole of it, and its live row. */
export interface ShownObject {
  readonly cluster: string
  readonly uid: string
  readonly detail: ObjectDetail
  readonly yaml: string
  readonly row: ObjectRow | undefined
  /** It was deleted: what is shown is how it was. */
  readonly gone: boolean
}

/** The top of its owner chain, which the row of a pod names; null where the row knows none. */
export function topOwner(row: ObjectRow | undefined): { readonly kind: string; readonly name: string } | null {
  const ownerKind = row?.ownerKind
  const ownerName = row?.ownerName
  return typeof ownerKind === 'string' && typeof ownerName === 'string' ? { kind: ownerKind, name: ownerName } : null
}

/** What the tabs of an object's page draw from; null while the object was not read yet. */
export const ShownObjectContext = createContext<ShownObject | null>(null)

export const useShownObject = (): ShownObject | null => use(ShownObjectContext)

/** The object, if it is of the sort that the caller draws. */
export function useShownDetail<Of extends ObjectDetail['of']>(of: Of) {
  const shown = use(ShownObjectContext)
  if (shown === null || shown.detail.of !== of) return null
  // Its `of` was compared just now.
  return { ...shown, detail: shown.detail as Extract<ObjectDetail, { of: Of }> }
}
