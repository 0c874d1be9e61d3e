import { keep } from '@/lib/kube/json'
import type { Stores } from '@/server/kube/cluster'
import { keyOf, type Stored, type StoreWriter } from '@/server/kube/store'
import { type ClusterStores, tables } from '@/server/views/tables'

export type Json = Readonly<Record<string, unknown>>

/** The stores of a cluster that a test writes as a watch would: objects as the API server gives them, each with its `kind`. */
export function createFilledStores() {
  const open = Object.entries(tables).map(([name, table]) => ({ name, kind: table.kind, ...table.createStore() }))
  const byKind = new Map(open.map((one) => [one.kind.kind, one]))
  const live = new Map<string, { readonly json: Json; readonly object: Stored }>()
  let version = 0

  function of(json: Json) {
    const found = byKind.get(String(json.kind))
    if (found === undefined) throw new Error(`No store holds ${String(json.kind)}.`)
    // A table's own writer takes what its own fields keep.
    return { ...found, writer: found.writer as StoreWriter<Stored> }
  }
  function read(json: Json): Stored {
    const metadata = { ...(json.metadata as Json | undefined), resourceVersion: String(++version) }
    return keep(of(json).kind.fields, { ...json, metadata }) as unknown as Stored
  }
  const placeOf = (json: Json, { metadata }: Stored) => `${json.kind}/${metadata?.namespace}/${metadata?.name}`

  return {
    // One store per name of `tables`, each made from the table of that name.
    stores: Object.fromEntries(open.map(({ name, store }) => [name, store])) as Stores<typeof tables> as ClusterStores,
    /** Of a name there is one: a namesake with another UID takes its place only once it is gone. */
    put(json: Json) {
      const object = read(json)
      const place = placeOf(json, object)
      const before = live.get(place)
      if (before !== undefined && keyOf(before.object) !== keyOf(object)) of(json).writer.remove(before.object)
      of(json).writer.put(object)
      live.set(place, { json, object })
    },
    /** The object at a place of all that there are, counted round. */
    remove(at: number) {
      const place = [...live.keys()][at % Math.max(1, live.size)]
      const gone = place === undefined ? undefined : live.get(place)
      if (place === undefined || gone === undefined) return
      of(gone.json).writer.remove(gone.object)
      live.delete(place)
    },
    /** A fresh list of every type, of only those objects that a test keeps. */
    replace(isKept: (json: Json) => boolean) {
      for (const { writer } of open) writer.beginReplace()
      for (const [place, { json, object }] of live) {
        if (isKept(json)) of(json).writer.put(object)
        else live.delete(place)
      }
      for (const { writer } of open) writer.endReplace()
    },
    clear(kind: string) {
      byKind.get(kind)?.writer.clear()
      for (const [place, { json }] of live) if (json.kind === kind) live.delete(place)
    },
    objects: (): readonly Json[] => [...live.values()].map(({ json }) => json),
  }
}
