import { sessionLimits } from './sessions'

/** Cookies don't know ports: two servers on one machine must not take each other's. */
export const cookieName = (port: number): string => `quarterdeck-${port}`

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

export function sessionCookie(port: number, id: string, secure: boolean): string {
  return `${cookieName(port)}=${id}; ${attributes(sessionLimits.absolute / 1000, secure)}`
}

export function clearedCookie(port: number, secure: boolean): string {
  return `${cookieName(port)}=; ${attributes(0, secure)}`
}

function attributes(maxAge: number, secure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`
}
