import type { Target } from '@/demo/api/route'
import { methodNotAllowed } from '@/demo/api/status'
import type { Clock } from '@/demo/clock'
import type { Admission } from '@/demo/controllers/admission'
import type { Random } from '@/demo/random'
import type { Store } from '@/demo/store/store'
import { create } from './create'
import { removeOne, removeSome } from './delete'
import { evict } from './eviction'
import { patch } from './patch'
import { replaceScale } from './scale'
import { replace } from './update'

/** A write as it came in. */
export interface WriteRequest {
  readonly verb: string
  readonly query: URLSearchParams
  readonly contentType: string | undefined
  readonly body: Buffer
}

/** What a write answers. */
export interface Outcome {
  readonly code: number
  readonly body: object
  /** For the headers: what the server let pass. */
  readonly warnings?: readonly string[]
}

/** What writes work on. */
export interface Desk {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly admission: Admission
}

/** Carries out the writes of the API; throws what it answers to those that it refuses. */
export type Writer = (target: Target, request: WriteRequest) => Outcome

export function createWriter(desk: Desk): Writer {
  return (target, request) => {
    const act = actionFor(target, request.verb)
    if (act === undefined) throw methodNotAllowed()
    return act(desk, target, request)
  }
}

type Action = (desk: Desk, target: Target, request: WriteRequest) => Outcome

const updating = ['', 'status', 'finalize', 'resize']

function actionFor({ collection: { type }, namespace, name, subresource }: Target, verb: string): Action | undefined {
  const onCollection = name === '' && subresource === '' && (namespace !== '') === type.namespaced
  switch (verb) {
    case 'create':
      return subresource === 'eviction' ? evict : onCollection ? create : undefined
    case 'update':
      if (name === '') return undefined
      return subresource === 'scale' ? replaceScale : updating.includes(subresource) ? replace : undefined
    case 'patch':
      return name !== '' && ['', 'status', 'resize', 'scale'].includes(subresource) ? patch : undefined
    case 'delete':
      return name !== '' && subresource === '' ? removeOne : undefined
    case 'deletecollection':
      return onCollection && type.resource !== 'namespaces' ? removeSome : undefined
    default:
      return undefined
  }
}
