/**
 * A person's own words without what looks like a credential in them: people paste. What can't be known (a password
 * alone) stays.
 */
export function maskCredentials(text: string): string {
  return credentials.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text)
}

const mask = '[masked]'

const credentials: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
  // https://www.rfc-editor.org/rfc/rfc7519
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, mask],
  [/\b(Bearer|Basic)\s+[\w~+/.=-]{8,}/gi, `$1 ${mask}`],
  [/\b(password|passwd|pwd|token|secret|api[-_]?key|authorization|cookie)(["']?\s*[=:]\s*)\S+/gi, `$1$2${mask}`],
  // Bootstrap tokens: https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/
  [/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g, mask],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, mask],
  [/\b(?:gh[opsur]_|github_pat_|glpat-|xox[abprs]-)[\w-]{10,}/g, mask],
  // Codes and ids of our own: 256 bits in base64url.
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, mask],
]
