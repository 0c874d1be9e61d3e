import { z } from 'zod'
import type { Kind } from '@/lib/kube/kind'
import type { Attributes } from '@/lib/kube/rbac/attributes'
import { ruleAllows } from '@/lib/kube/rbac/rule'
import { postReview } from './post-review'
import { KubeError } from './status-error'
import type { Transport } from './transport'

/** What the identity may do in one namespace, as the API server says it. */
export interface RulesReview {
  /** Whether what is not granted here is refused; some authorizers (webhooks) can't list what they grant. */
  readonly complete: boolean
  /** Whether objects of this kind may be listed and watched. */
  grants(kind: Kind): boolean
  /** Whether a rule grants this in the namespace. */
  allows(asked: Omit<Attributes, 'namespace'>): boolean
}

const words = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? [])
const reviewSchema = z.object({
  status: z.object({
    resourceRules: z
      .array(z.object({ verbs: words, apiGroups: words, resources: words, resourceNames: words }))
      .nullish()
      .transform((list) => list ?? []),
    incomplete: z.boolean().default(false),
  }),
})

/** Says nothing, rather than no. */
const silent: RulesReview = { complete: false, grants: () => false, allows: () => false }

/** A SelfSubjectRulesReview. Where the identity may not even ask (which every user may by default), the answer is incomplete. */
export async function reviewRules(transport: Transport, namespace: string, signal: AbortSignal): Promise<RulesReview> {
  const review = { kind: 'SelfSubjectRulesReview', apiVersion: 'authorization.k8s.io/v1', spec: { namespace } }
  try {
    return reviewOf(transport, await postReview(transport, review, signal))
  } catch (error) {
    if (error instanceof KubeError && ['forbidden', 'absent'].includes(error.kind)) return silent
    throw error
  }
}

function reviewOf(transport: Transport, answer: unknown): RulesReview {
  const { resourceRules, incomplete } = statusOf(transport, answer)
  const rules = resourceRules.map((rule) => ({ ...rule, nonResourceURLs: [] }))
  const allows: RulesReview['allows'] = (asked) => rules.some((rule) => ruleAllows(rule, asked))
  const may = (verb: string, { group, resource }: Kind) => allows({ verb, group, resource, subresource: '', name: '' })
  return { complete: !incomplete, grants: (kind) => may('list', kind) && may('watch', kind), allows }
}

function statusOf(transport: Transport, answer: unknown) {
  try {
    return reviewSchema.parse(answer).status
  } catch (cause) {
    const sentence = `${transport.server} answers a question about rights in a way that cannot be read: it is asked again; if this stays, please report it.`
    throw new KubeError('protocol', { code: 'unreadable', sentence, detail: null }, { cause })
  }
}
