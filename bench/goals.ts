export type Unit = 'ms' | 'MB' | 'KB' | 'ms/1,000 pods' | '%' | '' | 's'

/** One number that was measured. MB and KB are 1024-based. */
export interface Reading {
  readonly name: string
  readonly value: number
  readonly unit: Unit
}

/** The most that a reading may be in a cluster of about so many pods. */
interface Goal {
  readonly reading: string
  readonly at10k?: number
  readonly at50k?: number
}

/** What the program promises on two cores that it shares with the control plane and the browser. */
export const goals: readonly Goal[] = [
  { reading: 'cold complete', at10k: 1500, at50k: 6000 },
  { reading: 'cold longest block', at10k: 50, at50k: 50 },
  { reading: 'cold CPU', at10k: 25, at50k: 25 },
  { reading: 'cold RSS', at10k: 250, at50k: 350 },
  { reading: 'open p95', at10k: 300 },
  { reading: 'open wrong', at10k: 0, at50k: 0 },
  { reading: 'open first-load JavaScript', at10k: 230, at50k: 230 },
  { reading: 'reach wall', at10k: 1000 },
  { reading: 'reach bytes', at10k: 400 },
  { reading: 'change p50', at10k: 50 },
  { reading: 'change p99', at10k: 150 },
  { reading: 'change never shown', at10k: 0, at50k: 0 },
  { reading: 'churn longest task', at10k: 50 },
  { reading: 'churn tab heap', at10k: 80 },
  { reading: 'fanout p99', at10k: 150 },
  { reading: 'fanout RSS', at10k: 300 },
  { reading: 'fanout never arrived', at10k: 0, at50k: 0 },
  { reading: 'fanout watches more than types', at10k: 0, at50k: 0 },
  { reading: 'memory RSS', at10k: 250, at50k: 350 },
  { reading: 'memory tab heap', at10k: 80 },
  { reading: 'logs first lines', at10k: 300 },
  { reading: 'logs frames that did not come', at10k: 2 },
  { reading: 'logs tab heap', at10k: 150 },
  { reading: 'logs RSS', at10k: 250 },
  { reading: 'logs RSS, nobody reads', at10k: 250 },
  { reading: 'logs missing lines', at10k: 0 },
  { reading: 'demo ready, 600 pods', at50k: 1000 },
  { reading: 'demo RSS, 600 pods', at50k: 150 },
  { reading: 'demo ready, 50,000 pods', at50k: 10_000 },
  { reading: 'demo CPU of one core', at50k: 60 },
  { reading: 'demo RSS, 50,000 pods', at50k: 1200 },
]

/** The most that a reading may be, or undefined where nothing was promised. */
export function goalOf(reading: string, pods: number): number | undefined {
  const goal = goals.find((it) => it.reading === reading)
  if (pods <= 12_000) return goal?.at10k
  return pods >= 40_000 && pods <= 60_000 ? goal?.at50k : undefined
}
