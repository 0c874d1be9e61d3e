import { isSecure } from '@/server/access/sessions/cookie'
import type { Config } from '@/server/config'

/**
 * Content-Security-Policy of a page. Nothing inline runs or styles but what carries this answer's nonce; scripts that
 * those load are trusted through them. The development server's tools evaluate code and put styles in.
 */
export function pagePolicy(nonce: string, development: boolean): string {
  return policy({
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'form-action': "'self'",
    // Text becomes no markup, and a script's address only through the policy of app/script-policy.tsx.
    ...(!development && { 'require-trusted-types-for': "'script'", 'trusted-types': 'default' }),
    ...nothingElse,
  })
}

/** For what isn't a page. A worker runs under the policy of its own script's answer, which therefore allows no eval. */
export function filePolicy(development: boolean): string {
  return policy({
    'default-src': "'self'",
    ...(development && { 'script-src': "'self' 'unsafe-eval'" }),
    'form-action': "'none'",
    ...nothingElse,
  })
}

const nothingElse = { 'object-src': "'none'", 'base-uri': "'none'", 'frame-ancestors': "'none'" }

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

const protectiveHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** On every answer. Behind TLS browsers are told to come by nothing else for a year. */
export function protectiveHeadersFor(config: Pick<Config, 'port' | 'publicUrl'>): Readonly<Record<string, string>> {
  return isSecure(config)
    ? { ...protectiveHeaders, 'strict-transport-security': 'max-age=31536000' }
    : protectiveHeaders
}
