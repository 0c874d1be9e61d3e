import type { Upstream } from './relay'

/** The cluster under the dashboard; `stop` and `start` are of the API server alone. */
export interface ApiServer {
  /** As the dashboard reaches it; its token is in the kubeconfig. */
  readonly upstream: Upstream
  /** As an administrator. */
  readonly admin: Upstream
  readonly token: string
  /** Tokens of people with rights of their own, by their names; none where there are no such people. */
  readonly people: Readonly<Record<string, string>>
  /** At once and without a word to anybody. */
  stop(): Promise<void>
  /** Resolves when it is ready again, under the same address; nothing is done while it runs. */
  start(): Promise<void>
  close(): Promise<void>
}
