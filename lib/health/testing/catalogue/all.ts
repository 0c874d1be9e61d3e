import { denialCases, namespaceCases, rolloutCases, runCases } from './controllers'
import type { Case } from './entry'
import { autoscalerCases, budgetCases, claimCases, routeCases } from './infrastructure'
import { lifeCases, nodeCases } from './lives'
import { crashCases, creationCases, imageCases, schedulingCases } from './starts'

/** Every cause once, by family. */
export const catalogue: Readonly<Record<string, readonly Case[]>> = {
  images: imageCases,
  crashes: crashCases,
  creation: creationCases,
  scheduling: schedulingCases,
  'lives and ends of pods': lifeCases,
  nodes: nodeCases,
  'pods that were never made': denialCases,
  rollouts: rolloutCases,
  'Jobs and CronJobs': runCases,
  namespaces: namespaceCases,
  autoscalers: autoscalerCases,
  budgets: budgetCases,
  claims: claimCases,
  'Services and Ingresses': routeCases,
}
