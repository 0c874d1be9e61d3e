import { isIP } from 'node:net'
import type { Config } from '@/server/config'
import { isApi } from './routes'

/** The Host headers under which this server is itself. Any other is a name that someone pointed at it (DNS rebinding). */
export function ownHosts({ host, port, allowedHosts, publicUrl }: Config): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]']
  if (host !== '0.0.0.0' && host !== '::') names.push(isIP(host) === 6 ? `[${host}]` : host)
  const withPort = names.map((name) => `${name}:${port}`)
  // Browsers leave the port of plain HTTP off.
  const told = publicUrl === undefined ? [] : [new URL(publicUrl).host]
  return new Set([...withPort, ...(port === 80 ? names : []), ...told, ...allowedHosts])
}

/** A path of ours to go back to after signing in; anything else, `//evil.example` above all, becomes `/`. */
export function returnPath(from: string | null | undefined): string {
  if (!from?.startsWith('/') || from.length > 2000 || hasControlCharacter(from)) return '/'
  const base = 'http://quarterdeck.invalid'
  if (!URL.canParse(from, base)) return '/'
  const url = new URL(from, base)
  // The router asks for a page's data under the page's own address, marked.
  url.searchParams.delete('_rsc')
  const { origin, pathname, search, hash } = url
  // Resolving may itself make a second slash: `/.//evil.example`.
  if (origin !== base || pathname.startsWith('//') || pathname === '/sign-in' || isApi(pathname)) return '/'
  return `${pathname}${search}${hash}`
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text)
}
