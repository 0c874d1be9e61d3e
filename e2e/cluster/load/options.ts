export interface LoadOptions {
  /** Made by the loader itself, beside those of the scenarios; 250 fit on a node. */
  readonly pods: number
  readonly namespaces: number
  readonly deployments: number
  /** Broken workloads, autoscalers, budgets, jobs, rollouts …, each run by the real controllers. */
  readonly scenarios: boolean
}

export const defaultLoad: LoadOptions = { pods: 0, namespaces: 50, deployments: 400, scenarios: true }
