import { controllerCauses } from './causes/controllers'
import { crashCauses } from './causes/crashes'
import { creationCauses, schedulingCauses } from './causes/creation'
import type { CauseEntry } from './causes/entry'
import { imageCauses } from './causes/images'
import { infrastructureCauses } from './causes/infrastructure'
import { lifeCauses } from './causes/lives'

const table = {
  ...imageCauses,
  ...crashCauses,
  ...creationCauses,
  ...schedulingCauses,
  ...lifeCauses,
  ...controllerCauses,
  ...infrastructureCauses,
}

/** What can be wrong: a closed list (docs/health.md). */
export type Cause = keyof typeof table

export const causes: Readonly<Record<Cause, CauseEntry>> = table
