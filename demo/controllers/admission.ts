import type { Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { fillPriority, judgeSecurity } from './admission-rules'
import { applyLimits } from './limit-range'
import { chargeQuota } from './quota'

/** Gives the pod as it is to be stored, or the error's message. */
export type AdmissionCheck = (pod: Pod) => Pod | { readonly refusal: string }

/** What a new pod passes before it is stored, whoever makes it. */
export interface Admission {
  /** In the order in which they are asked; webhooks of a fault stand here while it lasts. */
  readonly webhooks: AdmissionCheck[]
  /** Charges the namespace's quotas for a pod that passes; `dryRun` charges nothing. */
  admit(pod: Pod, options?: { readonly dryRun?: boolean }): ReturnType<AdmissionCheck>
}

/** The built-in plugins in the API server's order: limits, priority, security, webhooks, and the quota at the end. */
export function createAdmission(store: Store): Admission {
  const webhooks: AdmissionCheck[] = []
  return {
    webhooks,
    admit(pod, { dryRun = false } = {}) {
      const checks: readonly AdmissionCheck[] = [
        (asked) => applyLimits(store, asked),
        (asked) => fillPriority(store, asked),
        (asked) => judgeSecurity(store, asked),
        ...webhooks,
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
