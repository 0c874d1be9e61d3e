import { z } from 'zod'
import type { Attributes } from '@/lib/kube/rbac/attributes'
import type { Identity } from '@/server/access/identity/actor'
import { postReview } from '@/server/kube/post-review'
import { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'

const answer = z.object({ status: z.object({ allowed: z.boolean() }) })

/**
 * Whether the API server would allow it: to the one whose transport this is, or to somebody else, if `of` says whom, which
 * takes the right to ask that. Throws KubeError.
 */
export async function reviewAccess(
  transport: Transport,
  { subresource, ...attributes }: Attributes,
  signal: AbortSignal,
  of?: Identity,
): Promise<boolean> {
  const kind = of === undefined ? 'SelfSubjectAccessReview' : 'SubjectAccessReview'
  const resourceAttributes = { ...attributes, ...(subresource === '' ? {} : { subresource }) }
  const spec = { resourceAttributes, ...(of && { user: of.user, groups: of.groups }) }
  const read = answer.safeParse(
    await postReview(transport, { apiVersion: 'authorization.k8s.io/v1', kind, spec }, signal),
  )
  if (!read.success) throw notUnderstood(transport.server)
  return read.data.status.allowed
}

function notUnderstood(server: string): KubeError {
  const sentence = `${server} does not say in an access review whether something is allowed: it may be no Kubernetes API server.`
  return new KubeError('protocol', { code: 'no-review', sentence, detail: null })
}
