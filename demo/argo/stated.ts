import type { Condition } from '@/demo/store/objects'

export type Conditions = readonly Condition[]

export const conditionOf = (conditions: Conditions | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type)

/** argo-rollouts v1.9, utils/conditions: one with the same status and reason stays, a changed one goes to the end. */
export function withStated(
  conditions: Conditions,
  type: string,
  status: Condition['status'],
  reason: string,
  message: string,
  now: string,
): { readonly conditions: Conditions; readonly changed: boolean } {
  const known = conditionOf(conditions, type)
  if (known?.status === status && known.reason === reason) return { conditions, changed: false }
  const lastTransitionTime = known?.status === status ? known.lastTransitionTime : now
  const next: Condition = { type, status, reason, message, lastUpdateTime: now, lastTransitionTime }
  return { conditions: [...withoutType(conditions, type), next], changed: true }
}

export const withoutType = (conditions: Conditions, type: string) =>
  conditions.filter((condition) => condition.type !== type)
