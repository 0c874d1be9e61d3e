import type { Actor, Identity } from '@/server/access/identity/actor'

/** One word for one identity. */
export const identityKey = ({ user, groups }: Identity): string => JSON.stringify([user, [...groups].sort()])

/**
 * An identity as the cluster takes it: of a token what the cluster said itself; of one whom the deputy stands in for what
 * the API server makes of the headers (apiserver pkg/endpoints/filters/impersonation.go). Undefined for the kubeconfig's own.
 */
export function identityOf(actor: Actor): Identity | undefined {
  if (actor.as === 'kubeconfig') return undefined
  if (actor.as === 'token') return actor.identity
  return { user: actor.identity.user, groups: [...ownGroups(actor.identity), 'system:authenticated'] }
}

/** The groups that may be said of somebody else: never the cluster's own. */
export const ownGroups = ({ groups }: Identity): readonly string[] =>
  groups.filter((group) => !group.startsWith('system:'))
