import { without } from '@/demo/api/json'
import { listPage } from '@/demo/api/list'
import { parseListOptions } from '@/demo/api/options'
import { isCustom, type Target } from '@/demo/api/route'
import { ApiError, type Status } from '@/demo/api/status'
import { deletionOf } from '@/demo/store/deletion'
import type { KubeObject } from '@/demo/store/objects'
import { apiVersionOf, type ResourceType } from '@/demo/store/types'
import { checkMortal } from './admission'
import { existing, toJson, toObject } from './plain'
import { type DeleteOptions, readDeleteOptions } from './write-options'
import type { Desk, Outcome, WriteRequest } from './writer'

export function removeOne(desk: Desk, target: Target, { query, body }: WriteRequest): Outcome {
  const options = readDeleteOptions(query, body)
  const { type } = target.collection
  checkMortal(type, target.name)
  const object = existing(target)
  checkPreconditions(type, object, options)
  const { object: last, isGone } = remove(desk, target, object, options)
  return { code: 200, body: isGone && !shown.includes(type.resource) ? deletedStatus(type, object) : last }
}

/** Deletes all that the selectors match, and answers with them as they were. */
export function removeSome(desk: Desk, target: Target, { query, body }: WriteRequest): Outcome {
  const { type } = target.collection
  const options = readDeleteOptions(query, body)
  const { items } = listPage(desk.store, target, parseListOptions(target, withoutFlags(query)))
  for (const object of items) remove(desk, target, object, options)
  const metadata = { resourceVersion: String(desk.store.version()) }
  const told = isCustom(type) ? items : items.map((item) => without(toJson(item), 'kind', 'apiVersion'))
  return { code: 200, body: { kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata, items: told } }
}

const withoutFlags = (query: URLSearchParams) =>
  new URLSearchParams([...query].filter(([name]) => ['labelSelector', 'fieldSelector'].includes(name)))

/** Types whose registry gives back what it deleted, not a Status. */
const shown = ['pods', 'services', 'persistentvolumes', 'persistentvolumeclaims', 'serviceaccounts', 'resourcequotas']

function deletedStatus(type: ResourceType, { metadata }: KubeObject): Status {
  const { name, uid } = metadata
  const group = type.group === '' ? {} : { group: type.group }
  const details = { name, ...group, kind: type.resource, uid }
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }
}

/** Deletes an object as far as its finalizers and grace let it. */
export function remove(desk: Desk, target: Target, object: KubeObject, options: DeleteOptions) {
  const { collection } = target
  const deletion = deletionOf(object, desk.clock.now(), options)
  if (collection.type.resource === 'namespaces' && hasFinalizers(object))
    return terminate(target, object, deletion, options)
  const { object: last, isGone, isSame } = deletion
  if (options.dryRun || (isSame && !isGone)) return { object: last, isGone }
  if (isGone) collection.remove(object)
  return { object: isGone ? last : (collection.update(last) ?? last), isGone }
}

/** A namespace goes on until its controller has emptied it and takes its finalizer. */
function terminate(
  { collection }: Target,
  object: KubeObject,
  { marked }: ReturnType<typeof deletionOf>,
  { dryRun }: DeleteOptions,
) {
  const isMarked = object.metadata.deletionTimestamp !== undefined
  const last = isMarked ? object : toObject({ ...toJson(marked), status: { phase: 'Terminating' } })
  return { object: isMarked || dryRun ? last : (collection.update(last) ?? last), isGone: false }
}

// A Namespace's spec has its own finalizers.
const hasFinalizers = ({ spec }: KubeObject) =>
  ((spec as { finalizers?: readonly string[] } | undefined)?.finalizers ?? []).length > 0

function checkPreconditions({ kind, group }: ResourceType, { metadata }: KubeObject, asked: DeleteOptions): void {
  const { name, uid, resourceVersion } = metadata
  const refuse = (why: string) => {
    const subject = group === '' ? kind : `${kind}.${group}`
    return new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${subject} ${JSON.stringify(name)}: ${why}`,
      {
        details: { name, ...(group === '' ? {} : { group }), kind },
      },
    )
  }
  if (asked.uid !== undefined && asked.uid !== uid)
    throw refuse(
      `the UID in the precondition (${asked.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    )
  if (asked.resourceVersion !== undefined && asked.resourceVersion !== resourceVersion)
    throw refuse(
      `the ResourceVersion in the precondition (${asked.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    )
}
