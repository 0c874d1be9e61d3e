import { ApiError } from '@/demo/api/status'
import type { Attributes } from './attributes'
import type { User } from './user'

/** The API's 403, in the words of k8s.io/apiserver pkg/endpoints/handlers/responsewriters, v0.36. */
export function refused(user: User, asked: Attributes): ApiError {
  if (!asked.isResource)
    return new ApiError(403, 'Forbidden', `forbidden: User "${user.name}" cannot ${asked.verb} path "${asked.path}"`, {
      details: {},
    })
  const { verb, group, resource, subresource, namespace, name } = asked
  const whole = subresource === '' ? resource : `${resource}/${subresource}`
  const scope = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  return forbid(asked, name, `User "${user.name}" cannot ${verb} resource "${whole}" in API group "${group}" ${scope}`)
}

/** `pods "web" is forbidden: …`; a request for nothing known leaves its first words out. */
export function forbid(type: Pick<Attributes, 'group' | 'resource'>, name: string, why: string): ApiError {
  const { group, resource } = type
  const qualified = group === '' ? resource : `${resource}.${group}`
  const subject = resource === '' ? '' : `${qualified} ${name === '' ? '' : `"${name}" `}is `
  return new ApiError(403, 'Forbidden', `${subject}forbidden: ${why}`, {
    details: {
      ...(name === '' ? {} : { name }),
      ...(group === '' ? {} : { group }),
      ...(resource === '' ? {} : { kind: resource }),
    },
  })
}
