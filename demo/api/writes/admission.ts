import { ApiError, internalError } from '@/demo/api/status'
import type { KubeObject, Pod } from '@/demo/store/objects'
import { qualifiedName, type ResourceType, types } from '@/demo/store/types'
import type { Desk } from './writer'

/** A refusal of an admission plugin, in the words of k8s.io/apimachinery's NewForbidden. */
function forbid(
  type: ResourceType,
  name: string,
  why: string,
  causes?: { reason: string; message: string; field: string }[],
) {
  return new ApiError(403, 'Forbidden', `${qualifiedName(type)} ${JSON.stringify(name)} is forbidden: ${why}`, {
    details: {
      ...(name === '' ? {} : { name }),
      ...(type.group === '' ? {} : { group: type.group }),
      kind: type.resource,
      ...(causes === undefined ? {} : { causes }),
    },
  })
}

/** NamespaceLifecycle: nothing new comes into a namespace that ends. */
export function forbidForNamespace(type: ResourceType, name: string, namespace: string): ApiError {
  const message = `namespace ${namespace} is being terminated`
  return forbid(type, name, `unable to create new content in namespace ${namespace} because it is being terminated`, [
    { reason: 'NamespaceTerminating', message, field: 'metadata.namespace' },
  ])
}

const immortal = ['default', 'kube-system', 'kube-public']

/** NamespaceLifecycle: some namespaces may not be deleted. */
export function checkMortal(type: ResourceType, name: string): void {
  if (type.resource === 'namespaces' && immortal.includes(name))
    throw forbid(type, name, 'this namespace may not be deleted')
}

/** ServiceAccount: a pod's account must exist; `default` comes with its namespace a moment later. */
export function forbidObject({ store }: Desk, type: ResourceType, object: KubeObject): void {
  if (type.resource !== 'pods') return
  const { spec, metadata } = object as Pod
  const account = String(spec['serviceAccountName'])
  if (account === 'default' || store.serviceaccounts.get(metadata.namespace, account) !== undefined) return
  const place = `${metadata.namespace}/${account}`
  const why = `error looking up service account ${place}: serviceaccount ${JSON.stringify(account)} not found`
  throw forbid(type, metadata.name, why)
}

/** What the plugins and webhooks make of a new object; throws what they have against it. */
export function admitted({ admission }: Desk, type: ResourceType, object: KubeObject, dryRun: boolean): KubeObject {
  const isPod = type.resource === 'pods'
  const answer = isPod ? admission.admit(object as Pod, { dryRun }) : (admission.review(type, object) ?? object)
  if (!('refusal' in answer)) return answer
  const { refusal, code = 403 } = answer
  if (code === 403)
    throw new ApiError(code, 'Forbidden', refusal, { details: { name: object.metadata.name, kind: type.resource } })
  if (code < 500) throw new ApiError(code, undefined, refusal)
  const message = refusal.replace(/^Internal error occurred: /, '')
  throw internalError(message)
}

export const forbidEviction = (name: string, why: string): ApiError => forbid(types.pods, name, why)
