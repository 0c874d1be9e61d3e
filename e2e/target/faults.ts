/**
 * What the gate can do to the dashboard's side. `reset` is over at once, all others last until healed.
 * `throttle` answers 429 in plain text, `forbid` 403 and `fail` 500 for one resource (`deployments.apps`), `expire` 410 for
 * every watch; `silence` accepts everything and says nothing, on open connections too.
 */
export type Fault =
  | { readonly fault: 'reset' | 'throttle' | 'expire' | 'silence' }
  | { readonly fault: 'forbid' | 'fail'; readonly resource: string }

/** An answer in place of the API server's. */
export interface Refusal {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What one request is about. */
export interface Asked {
  /** As in `deployments.apps`; '' for what is no resource. */
  readonly resource: string
  readonly watch: boolean
}

export function readAsked(path: string): Asked {
  const url = new URL(path, 'http://gate')
  const [, group = '', rest = ''] = /^\/apis?(?:\/([\w.-]+))?\/v\d\w*\/(.+)$/.exec(url.pathname) ?? []
  const [resource = ''] = rest.replace(/^namespaces\/[^/]+\/(?=.)/, '').split('/')
  return {
    resource: [resource, group].filter(Boolean).join('.'),
    watch: ['1', 'true'].includes(url.searchParams.get('watch') ?? ''),
  }
}

/** Whether a fault concerns a request. */
export function concerns(fault: Fault, { resource, watch }: Asked): boolean {
  if ('resource' in fault) return fault.resource === resource
  return fault.fault === 'expire' ? watch : fault.fault === 'silence' || resource !== ''
}

export function refusalOf(fault: Fault): Refusal | undefined {
  switch (fault.fault) {
    case 'throttle':
      return {
        status: 429,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' },
        body: 'Too many requests, please try again later.\n',
      }
    case 'expire':
      return status(410, 'Expired', 'too old resource version: 1 (2)')
    case 'forbid':
      return status(403, 'Forbidden', `${fault.resource} is forbidden: User "dashboard" cannot list it`)
    case 'fail':
      return status(500, 'InternalError', 'etcdserver: no leader')
    case 'reset':
    case 'silence':
      return undefined
  }
}

function status(code: number, reason: string, message: string): Refusal {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }
  return { status: code, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
