/**
 * Who may call a route: `anyone`; `signed-in` whoever has a session; `provider` the OIDC provider's server, which
 * proves itself with what it sends.
 */
export type Caller = 'anyone' | 'signed-in' | 'provider'

/** How a request may come about, beyond what every route takes. */
interface Declared {
  readonly caller: Caller
  /** Someone may get here by a link from another site. */
  readonly byLink?: true
  /** A plain HTML form may POST here; it can't send a header of its own. */
  readonly byForm?: true
}

/**
 * Every route of app/ by its path, `*` for a parameter and `**` for the rest. A path that isn't declared is closed:
 * it needs a session, and takes nothing that a declaration would have to allow.
 */
export const declarations: Readonly<Record<string, Declared>> = {
  '/sign-in': { caller: 'anyone' },
  '/api/sign-in': { caller: 'anyone', byLink: true },
  '/api/sign-in/token': { caller: 'anyone', byForm: true },
  '/api/sign-in/oidc': { caller: 'anyone', byLink: true },
  '/api/sign-in/oidc/callback': { caller: 'anyone', byLink: true },
  '/shared/*': { caller: 'anyone' },
  '/api/sign-in/link': { caller: 'anyone', byForm: true },
  '/api/sign-out': { caller: 'signed-in', byForm: true },
  '/api/sign-out/oidc': { caller: 'provider', byForm: true },
  '/api/health': { caller: 'anyone' },
  '/icon.svg': { caller: 'anyone' },
  '/favicon.ico': { caller: 'anyone' },
  // Scripts, styles and fonts of the build: the same for everyone.
  '/_next/static/**': { caller: 'anyone' },
  '/': { caller: 'signed-in' },
  '/sessions': { caller: 'signed-in' },
  '/api/sessions': { caller: 'signed-in' },
  '/api/sessions/*': { caller: 'signed-in' },
  '/api/shared-links': { caller: 'signed-in' },
  '/api/shared-links/*': { caller: 'signed-in' },
  '/api/clusters': { caller: 'signed-in' },
  '/api/clusters/*/secrets/*/*/reveal': { caller: 'signed-in' },
  '/api/clusters/**': { caller: 'signed-in' },
  '/api/live/*': { caller: 'signed-in' },
  '/api/audit': { caller: 'signed-in' },
  '/api/audit/**': { caller: 'signed-in' },
}

const closed: Declared = { caller: 'signed-in' }

/** The development server's own addresses: its tools and the source maps it serves. */
const developmentRoutes = ['/_next/', '/__nextjs']

const patterns = Object.entries(declarations).map(([path, declared]) => ({ path, matches: matcher(path), declared }))

/** What is declared of a path; as it stands in a request, so that nothing decodes into another one. */
export function declaredFor(pathname: string): Declared {
  // Nothing that could be decoded into another path is compared by its beginning.
  if (/%2f|%5c|\\|\.\./i.test(pathname)) return closed
  return patterns.find(({ matches }) => matches.test(pathname))?.declared ?? closed
}

export function isOpen(pathname: string, development = false): boolean {
  if (development && developmentRoutes.some((start) => pathname.startsWith(start))) return true
  return declaredFor(pathname).caller !== 'signed-in'
}

/** Answers that stay open: how many one person may have is limited. */
export const isStream = (pathname: string): boolean =>
  /^\/api\/(?:live\/[^/]+|clusters\/[^/]+\/(?:logs|objects\/.+))$/.test(pathname)

export const isApi = (pathname: string): boolean => pathname === '/api' || pathname.startsWith('/api/')

function matcher(path: string): RegExp {
  const escaped = path.replace(/[.]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/\*\*|\*/g, (star) => (star === '**' ? '.+' : '[^/]+'))}$`)
}
