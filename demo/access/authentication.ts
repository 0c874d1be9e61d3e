import type { IncomingMessage } from 'node:http'
import { unauthorized } from '@/demo/api/status'
import type { People } from './people'
import { anonymous, type User } from './user'

/** Where nobody has to say who they are: anonymous authentication is limited to these paths. */
const openPaths = ['/livez', '/readyz', '/healthz', '/version']

/** Who sends a request, by its bearer token. Throws the API's 401. */
export function authenticate(people: People, { headers, url = '' }: IncomingMessage): User {
  const token = readToken(headers.authorization)
  if (token !== undefined) {
    const person = people.findByToken(token)
    if (person === undefined) throw unauthorized()
    return person
  }
  const [path = ''] = url.split('?')
  if (!openPaths.includes(path)) throw unauthorized()
  return anonymous
}

/** k8s.io/apiserver pkg/authentication/request/bearertoken, v0.36: what follows the token is not looked at. */
function readToken(authorization = ''): string | undefined {
  const [scheme = '', token = ''] = authorization.trim().split(' ', 3)
  return scheme.toLowerCase() === 'bearer' && token !== '' ? token : undefined
}
