/** Whom a request speaks for, as authentication and impersonation leave it. */
export interface User {
  readonly name: string
  readonly uid?: string
  readonly groups: readonly string[]
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

export const authenticated = 'system:authenticated'
export const unauthenticated = 'system:unauthenticated'
export const anonymous: User = { name: 'system:anonymous', groups: [unauthenticated] }

export const accountName = (namespace: string, name: string): string => `system:serviceaccount:${namespace}:${name}`

/** The groups that a service account's token brings beside `system:authenticated`. */
export const accountGroups = (namespace: string): readonly string[] => [
  'system:serviceaccounts',
  `system:serviceaccounts:${namespace}`,
]

/** The service account that a user's name stands for, if any. */
export function parseAccountName(user: string): { readonly namespace: string; readonly name: string } | undefined {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? []
  return namespace === undefined || name === undefined ? undefined : { namespace, name }
}
