import type { Config } from '@/server/config'
import { sessionLimits } from './sessions'

type Served = Pick<Config, 'port' | 'publicUrl'>

/** Browsers take `__Host-` only over TLS, from this very host, for all its paths: no neighbour can plant one. */
export const isSecure = ({ publicUrl }: Served): boolean => publicUrl?.startsWith('https:') ?? false

/** Cookies don't know ports: two servers on one machine must not take each other's. */
export const cookieName = (config: Served, what: 'session' | 'flow' = 'session'): string => {
  const name = what === 'session' ? 'quarterdeck' : 'quarterdeck-flow'
  return isSecure(config) ? `__Host-${name}` : `${name}-${config.port}`
}

/**
 * Every value that a Cookie header has under a name. There may be several: another server on this host can set one
 * for a longer path, and it comes first.
 */
export function cookieValues(header: string | null, name: string): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([key]) => key === name)
    .map(([, ...value]) => value.join('='))
}

export const sessionCookie = (config: Served, secret: string): string =>
  cookie(config, 'session', secret, sessionLimits.absolute / 1000)

/** Binds a sign-in under way at a provider to the browser that began it. */
export const flowCookie = (config: Served, secret: string): string => cookie(config, 'flow', secret, 600)

export const clearedCookie = (config: Served, what: 'session' | 'flow' = 'session'): string =>
  cookie(config, what, '', 0)

function cookie(config: Served, what: 'session' | 'flow', value: string, maxAge: number): string {
  const secure = isSecure(config) ? '; Secure' : ''
  return `${cookieName(config, what)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}
