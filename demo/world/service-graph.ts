/** How requests come in and travel on. Services are named `namespace/name`; what they select answers. */
export interface ServiceGraph {
  /** Services that an ingress leads to, with the requests per second that reach each at the busiest time of the day. */
  readonly entries: readonly { readonly service: string; readonly peak: number }[]
  /** What answering one request to a service asks of others, in requests. A cycle ends where it closes. */
  readonly calls: Readonly<Record<string, readonly Call[]>>
}

export interface Call {
  readonly service: string
  readonly perRequest: number
  /** Whether the caller does without an answer: its own requests then succeed all the same. */
  readonly optional?: boolean
}

/** More load than the day brings: it grows from `start`, is full at `full` and over at `end`; milliseconds since 1970. */
export interface Surge {
  readonly service: string
  readonly factor: number
  readonly start: number
  readonly full: number
  readonly end: number
}

/** How well the code in an image answers. */
export interface Quality {
  /** Of 1: what it gets wrong by itself. */
  readonly errorShare: number
  /** Its own part of the time of an answer, unhurried. */
  readonly latencyMs: number
  /** Milliseconds of CPU for one request. */
  readonly cpuPerRequest: number
}

export const usualQuality: Quality = { errorShare: 0.001, latencyMs: 12, cpuPerRequest: 4 }
