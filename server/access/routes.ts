/**
 * The only paths that answer without a session, as pathnames stand in a request; every other one is closed.
 * A path that ends in `/` opens what lies below it.
 */
export const openRoutes: readonly string[] = [
  '/sign-in',
  '/api/sign-in',
  '/api/health',
  '/icon.svg',
  '/favicon.ico',
  // Scripts, styles and fonts of the build: the same for everyone.
  '/_next/static/',
]

/** Which POSTs may come from a plain HTML form, which can't send a header of its own. */
export const formRoutes: readonly string[] = ['/api/sign-out']

/** The development server's own addresses: its tools and the source maps it serves. */
const developmentRoutes = ['/_next/', '/__nextjs']

export function isOpen(pathname: string, development = false): boolean {
  // Nothing that could be decoded into another path is compared by its beginning.
  const plain = !/%2f|%5c|\\|\.\./i.test(pathname)
  if (development && developmentRoutes.some((start) => pathname.startsWith(start))) return true
  return openRoutes.some((route) => (route.endsWith('/') ? plain && pathname.startsWith(route) : pathname === route))
}

export const isApi = (pathname: string): boolean => pathname === '/api' || pathname.startsWith('/api/')
