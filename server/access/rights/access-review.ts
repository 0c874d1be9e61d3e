import { z } from 'zod'
import type { Attributes } from '@/lib/kube/rbac/attributes'
import type { Identity } from '@/server/access/actor'
import { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'

const answer = z.object({ status: z.object({ allowed: z.boolean() }) })
const path = ['apis', 'authorization.k8s.io', 'v1']
const longestAnswer = 1024 * 1024

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
  const { body } = await transport.request({
    method: 'POST',
    path: [...path, `${kind.toLowerCase()}s`],
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind,
      spec: { resourceAttributes, ...(of && { user: of.user, groups: of.groups }) },
    }),
    signal,
  })
  const read = answer.safeParse(JSON.parse(await textOf(body)))
  if (!read.success) throw notUnderstood(transport.server)
  return read.data.status.allowed
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > longestAnswer) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function notUnderstood(server: string): KubeError {
  const sentence = `${server} does not say in an access review whether something is allowed: it may be no Kubernetes API server.`
  return new KubeError('protocol', { code: 'no-review', sentence, detail: null })
}
