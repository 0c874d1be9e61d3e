import { apiVersionOf, type ResourceType } from '@/demo/store/types'

const root = '/openapi/v3'
const pathOf = (groupVersion: string) => (groupVersion.includes('/') ? `apis/${groupVersion}` : `api/${groupVersion}`)

/**
 * As much of OpenAPI v3 as kubectl asks before it writes: which types are patched with server-side field validation.
 * Undefined for other paths; the schemas themselves are not served.
 */
export function openApi(path: string, groupVersions: readonly string[], types: readonly ResourceType[]) {
  if (path === root)
    return {
      paths: Object.fromEntries(
        groupVersions.map((groupVersion) => [
          pathOf(groupVersion),
          { serverRelativeURL: `${root}/${pathOf(groupVersion)}?hash=1` },
        ]),
      ),
    }
  const groupVersion = groupVersions.find((known) => `${root}/${pathOf(known)}` === path)
  if (groupVersion === undefined) return undefined
  const ofVersion = types.filter((type) => apiVersionOf(type) === groupVersion)
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3' },
    paths: Object.fromEntries(ofVersion.map((type) => [`/${pathOf(groupVersion)}/${placeOf(type)}`, operations(type)])),
    components: { schemas: {} },
  }
}

const placeOf = ({ namespaced, resource }: ResourceType) =>
  `${namespaced ? 'namespaces/{namespace}/' : ''}${resource}/{name}`

const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
  name,
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
}))

function operations({ group, version, kind }: ResourceType): object {
  const operation = { parameters, responses: {}, 'x-kubernetes-group-version-kind': { group, version, kind } }
  return { put: operation, patch: operation }
}
