import { z } from 'zod'
import type { Problem } from '@/lib/live/freshness'
import type { Context } from '@/server/kube/contexts'
import { postReview } from '@/server/kube/post-review'
import { KubeError } from '@/server/kube/status-error'
import { createTransport } from '@/server/kube/transport'
import type { Identity } from './actor'

// GA since Kubernetes 1.28.
const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
const reviewSchema = z.object({
  status: z.object({ userInfo: z.object({ username: z.string().min(1), groups: z.array(z.string()).default([]) }) }),
})

export type Reviewed = { readonly identity: Identity } | { readonly problem: Problem }

/** Asks a cluster whose token this is. `wrong-token` means that it is nobody's there; other problems may pass. */
export async function reviewToken(context: Context, token: string): Promise<Reviewed> {
  if (!isToken(token)) return { problem: wrongToken }
  const transport = createTransport(withToken(context, token))
  try {
    const read = reviewSchema.safeParse(await postReview(transport, review))
    if (!read.success) return { problem: notUnderstood(transport.server) }
    const { username: user, groups } = read.data.status.userInfo
    // A cluster that lets strangers in says so of a token that it doesn't know.
    return user === 'system:anonymous' ? { problem: wrongToken } : { identity: { user, groups } }
  } catch (error) {
    if (error instanceof KubeError) return { problem: error.kind === 'unauthorized' ? wrongToken : error.problem }
    return { problem: notUnderstood(transport.server) }
  } finally {
    transport.close()
  }
}

/** RFC 6750: what may stand after `Bearer`. */
const isToken = (token: string): boolean => /^[\w.~+/-]+=*$/.test(token) && token.length <= 16_384

/** The way to the same server with this token and nothing of the kubeconfig's own identity. */
export function withToken(context: Context, token: string): Context {
  return {
    ...context,
    credentials: {
      async current() {
        const { tls, proxy } = await context.credentials.current()
        return {
          headers: { authorization: `Bearer ${token}` },
          tls: { ...tls, cert: undefined, key: undefined },
          proxy,
          renew: () => false,
        }
      },
    },
  }
}

export const wrongToken: Problem = {
  code: 'wrong-token',
  sentence: 'No cluster of that name accepts this token: check both.',
  detail: null,
}

const notUnderstood = (server: string): Problem => ({
  code: 'no-review',
  sentence: `${server} does not say whose token this is: signing in by token needs Kubernetes 1.28 or newer.`,
  detail: null,
})
