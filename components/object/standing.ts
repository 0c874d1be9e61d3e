import type { ObjectRow } from '@/components/ui/object/shown-object'
import type { ConditionDetail, ObjectDetail } from '@/lib/objects/details/detail'
import type { Health } from '@/lib/views/view'

export interface Standing {
  readonly health: Health
  readonly status: string
  readonly reason: string | null
  readonly since: number | null
}

/** How the object does: as its row says, else as the object itself does; null while neither is known, and once it is gone. */
export function standingOf(
  row: ObjectRow | undefined,
  detail: ObjectDetail | undefined,
  goneAt: number | null,
): Standing | null {
  if (goneAt !== null) return null
  const told = row ?? (detail?.of === 'workload' ? detail.standing : null)
  if (told === null || told === undefined) return null
  const { health, status, reason } = told
  return { health, status, reason, since: detail === undefined ? null : sinceOf(detail.conditions) }
}

/** The condition that decides whether an object serves, or how it ended. */
const deciding = ['Failed', 'Complete', 'Available', 'Ready']

function sinceOf(conditions: readonly ConditionDetail[]): number | null {
  for (const type of deciding) {
    const found = conditions.find((condition) => condition.type === type)
    if (found !== undefined) return found.since
  }
  return null
}
