import type { KubeObject, Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { type ResourceType, types } from '@/demo/store/types'
import { fillSpec, judgeSecurity } from './admission-rules'
import { applyLimits } from './limit-range'
import { chargeQuota } from './quota'

export interface Refusal {
  /** The error's message. */
  readonly refusal: string
  /** 403 when left out. */
  readonly code?: number
}

/** Gives the pod as it is to be stored, or why it is not. */
export type AdmissionCheck = (pod: Pod) => Pod | Refusal

/** What a new pod passes before it is stored, whoever makes it. */
export interface Admission {
  /** Validating webhooks, in the order in which they are asked about anything new. */
  readonly webhooks: ((type: ResourceType, object: KubeObject) => Refusal | undefined)[]
  /** What the webhooks have against a new object. */
  review(type: ResourceType, object: KubeObject): Refusal | undefined
  /** Charges the namespace's quotas for a pod that passes; `dryRun` charges nothing. */
  admit(pod: Pod, options?: { readonly dryRun?: boolean }): ReturnType<AdmissionCheck>
}

/** The built-in plugins in the API server's order: limits, defaults and priority, security, webhooks, and the quota at the end. */
export function createAdmission(store: Store): Admission {
  const webhooks: Admission['webhooks'] = []
  const review: Admission['review'] = (type, object) => {
    for (const ask of webhooks) {
      const refusal = ask(type, object)
      if (refusal !== undefined) return refusal
    }
    return undefined
  }
  return {
    webhooks,
    review,
    admit(pod, { dryRun = false } = {}) {
      const checks: readonly AdmissionCheck[] = [
        (asked) => applyLimits(store, asked),
        (asked) => fillSpec(store, asked),
        (asked) => judgeSecurity(store, asked),
        (asked) => review(types.pods, asked) ?? asked,
        (asked) => chargeQuota(store, asked, dryRun),
      ]
      let admitted = pod
      for (const check of checks) {
        const answer = check(admitted)
        if ('refusal' in answer) return answer
        admitted = answer
      }
      return admitted
    },
  }
}
