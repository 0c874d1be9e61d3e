import type { Traffic } from '@/demo/world/traffic'

const labels = 'namespace="{{args.namespace}}",service="{{args.service}}",version="{{args.version}}"'

/** The queries of the shop's templates; what they ask for is answered from the traffic, other queries are not known. */
export const shopQueries = {
  /** Of 1. */
  successRate: `sum(rate(http_requests_total{${labels},code!~"5.."}[1m])) / sum(rate(http_requests_total{${labels}}[1m]))`,
  errorRate: `sum(rate(http_requests_total{${labels},code=~"5.."}[1m])) / sum(rate(http_requests_total{${labels}}[1m]))`,
  /** Seconds. */
  latency: `histogram_quantile(0.95, sum(rate(http_request_duration_seconds_bucket{${labels}}[1m])) by (le))`,
  /** Requests per second. */
  requests: `sum(rate(http_requests_total{${labels}}[1m]))`,
} as const

const share =
  /^sum\(rate\(http_requests_total\{([^}]*)\}\[\w+\]\)\)\/sum\(rate\(http_requests_total\{[^}]*\}\[\w+\]\)\)$/
const rate = /^sum\(rate\(http_requests_total\{([^}]*)\}\[\w+\]\)\)$/
const quantile =
  /^histogram_quantile\(([\d.]+),sum(?:by\(le\))?\(rate\(http_request_duration_seconds_bucket\{([^}]*)\}\[\w+\]\)\)(?:by\(le\))?\)$/
const constant = /^vector\((-?[\d.]+)\)$/

/** The samples that Prometheus would answer with: none where nothing is asked of the workload; undefined for an unknown query. */
export function answerQuery(traffic: Traffic, query: string): readonly number[] | undefined {
  const text = query.replaceAll(/\s+/g, '')
  const [, value] = constant.exec(text) ?? []
  if (value !== undefined) return [Number(value)]
  const [, counted] = share.exec(text) ?? []
  if (counted !== undefined) {
    const { rate: all, errors } = flowOf(traffic, counted)
    return all === 0 ? [] : [counted.includes('code!~') ? 1 - errors : errors]
  }
  const [, asked] = rate.exec(text) ?? []
  if (asked !== undefined) {
    const flow = flowOf(traffic, asked)
    return flow.rate === 0 ? [] : [flow.rate]
  }
  const [, share95, measured] = quantile.exec(text) ?? []
  if (measured === undefined) return undefined
  const flow = flowOf(traffic, measured)
  // Answers take exponentially distributed times: their quantiles follow from the mean.
  return flow.rate === 0 ? [] : [(-Math.log(1 - Number(share95)) * flow.latency) / 1000]
}

function flowOf(traffic: Traffic, selector: string) {
  const given = new Map([...selector.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  const workload = `${given.get('namespace') ?? ''}/${given.get('service') ?? ''}`
  return traffic.of(workload, given.get('version'))
}
