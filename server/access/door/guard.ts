import type { Problem } from '@/lib/live/freshness'
import { returnPath } from './address'
import { declaredFor, isApi, isOpen } from './routes'

/** What the guard looks at in a request. */
export interface Asked {
  readonly method: string
  readonly pathname: string
  /** With its `?`, or empty. */
  readonly search: string
  readonly headers: Headers
  readonly signedIn: boolean
}

export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'redirect'; readonly to: string }
  | { readonly verdict: 'refuse'; readonly status: number; readonly problem: Problem }

/** Whether a request may go on to its route. It knows no route: what isn't declared open needs a session. */
export function judge(asked: Asked, hosts: ReadonlySet<string>, development = false): Verdict {
  return misdirected(asked, hosts) ?? crossOrigin(asked) ?? closed(asked, development) ?? { verdict: 'pass' }
}

function misdirected({ headers }: Asked, hosts: ReadonlySet<string>): Verdict | undefined {
  const host = headers.get('host')?.toLowerCase() ?? ''
  if (hosts.has(host)) return undefined
  return refuse(
    421,
    'wrong-host',
    `This server does not answer to the name "${host.slice(0, 200)}": use the printed address, or add the name to QUARTERDECK_ALLOWED_HOSTS.`,
  )
}

function crossOrigin(asked: Asked): Verdict | undefined {
  const { method, pathname, headers } = asked
  const site = headers.get('sec-fetch-site')
  const { byLink, byForm, caller } = declaredFor(pathname)
  if (method === 'GET' || method === 'HEAD') {
    if (!isApi(pathname) || site === null || site === 'same-origin' || site === 'none') return undefined
    if (byLink && isNavigation(headers)) return undefined
    return refuse(403, 'cross-site', 'Another site may not read from here: open Quarterdeck itself.')
  }
  // A server that proves itself with what it sends; a browser that is made to send it shows its origin.
  if (caller === 'provider' && method === 'POST' && !headers.has('origin') && site === null) return undefined
  if (!isSameOrigin(headers))
    return refuse(
      403,
      'cross-origin',
      'A change must come from Quarterdeck itself: send the header Origin with this address.',
    )
  if (headers.get('x-quarterdeck') !== '1' && !byForm)
    return refuse(403, 'no-client-header', 'A change must carry the header "x-quarterdeck: 1".')
  return undefined
}

function closed({ method, pathname, search, signedIn }: Asked, development: boolean): Verdict | undefined {
  if (isOpen(pathname, development) || signedIn) return undefined
  if (isApi(pathname) || method !== 'GET')
    return refuse(
      401,
      'signed-out',
      'You are not signed in: open /sign-in in a browser, or send the header Authorization with a cluster’s token.',
    )
  const from = returnPath(`${pathname}${search}`)
  return { verdict: 'redirect', to: from === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ from })}` }
}

/** The Host is known to be ours by now. A browser always sends one of the two with what isn't GET or HEAD. */
function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin')
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin'
  if (!URL.canParse(origin)) return false
  const { protocol, host } = new URL(origin)
  return ['http:', 'https:'].includes(protocol) && host === withoutDefaultPort(protocol, headers.get('host'))
}

function withoutDefaultPort(protocol: string, host: string | null): string | undefined {
  const address = `${protocol}//${host}`
  return URL.canParse(address) ? new URL(address).host : undefined
}

/** Someone followed a link to us, from a chat say; not a page that loads us as its image or frame. */
function isNavigation(headers: Headers): boolean {
  return headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
}

function refuse(status: number, code: string, sentence: string): Verdict {
  return { verdict: 'refuse', status, problem: { code, sentence, detail: null } }
}
