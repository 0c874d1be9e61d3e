import type { Health } from './view'

/** How something does and why; the reason is null when there is nothing to say. */
export interface Judgement {
  readonly health: Health
  readonly reason: string | null
}

export const healthy: Judgement = { health: 'healthy', reason: null }

export const isBroken = (health: Health): boolean => health === 'failed' || health === 'degraded'
