import { KubeError, type KubeErrorKind } from './status-error'

interface Explanation {
  readonly kind: KubeErrorKind
  readonly code: string
  readonly tell: (server: string) => string
}

const unreachable = (code: string, tell: Explanation['tell']): Explanation => ({ kind: 'unreachable', code, tell })
const tls = (code: string, tell: Explanation['tell']): Explanation => ({ kind: 'tls', code, tell })

const notFound = unreachable(
  'name-not-found',
  (server) => `The name in ${server} was not found: check the context's server and this machine's DNS or VPN.`,
)
const timedOut = unreachable(
  'timed-out',
  (server) => `${server} did not answer in time: check that it is up and reachable from here (VPN, firewall, proxy).`,
)
const noRoute = unreachable('no-route', (server) => `There is no network route to ${server}: check the VPN or network.`)
const closed = unreachable(
  'connection-lost',
  (server) => `${server} closed the connection before it had answered in full: it is opened again.`,
)
const unknownAuthority = tls(
  'certificate-unknown-authority',
  (server) =>
    `The certificate of ${server} is signed by an authority that this context does not trust: set certificate-authority in the kubeconfig.`,
)
const notTls = tls(
  'not-tls',
  (server) => `${server} does not speak TLS as expected: check the context's server (https or http) and its port.`,
)

const handshakeRefused = tls(
  'client-certificate-refused',
  (server) => `${server} refused the TLS handshake: check the context's client certificate and key.`,
)
const tlsFailed = tls(
  'tls-failed',
  (server) => `TLS with ${server} could not be set up: check the context's certificates and key.`,
)
const notHttp: Explanation = {
  kind: 'protocol',
  code: 'not-http',
  tell: (server) => `${server} does not speak HTTP as expected: check the context's server and its port.`,
}

/** By `code` of Node's, OpenSSL's and undici's errors. */
const explanations: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: unreachable(
    'connection-refused',
    (server) => `${server} refused the connection: start the API server, or correct the context's server.`,
  ),
  ENOTFOUND: notFound,
  EAI_AGAIN: notFound,
  ETIMEDOUT: timedOut,
  UND_ERR_CONNECT_TIMEOUT: timedOut,
  UND_ERR_HEADERS_TIMEOUT: timedOut,
  UND_ERR_BODY_TIMEOUT: timedOut,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ECONNRESET: closed,
  EPIPE: closed,
  UND_ERR_SOCKET: closed,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: closed,
  CERT_HAS_EXPIRED: tls(
    'certificate-expired',
    (server) => `The certificate of ${server} has expired: renew it on the API server.`,
  ),
  CERT_NOT_YET_VALID: tls(
    'certificate-not-yet-valid',
    (server) => `The certificate of ${server} is not valid yet: check the clocks of both machines.`,
  ),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  DEPTH_ZERO_SELF_SIGNED_CERT: unknownAuthority,
  CERT_SIGNATURE_FAILURE: unknownAuthority,
  EPROTO: notTls,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  UND_ERR_ABORTED: unreachable(
    'proxy-refused',
    (server) => `The context's proxy did not let a connection to ${server} through: check proxy-url.`,
  ),
}

/** Makes a typed error of whatever the network threw. `server` is host and port. */
export function networkError(server: string, error: unknown): KubeError {
  if (error instanceof KubeError) return error
  const cause = innermost(error)
  const { kind, code, tell } = explanations[codeOf(cause)] ?? guess(cause)
  return new KubeError(kind, { code, sentence: tell(server), detail: cause.message }, { cause: error })
}

/** Node wraps attempts on several addresses in an AggregateError, and undici keeps the cause one level down. */
function innermost(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  return !(codeOf(error) in explanations) && error.cause instanceof Error ? innermost(error.cause) : error
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function guess(error: Error): Explanation {
  const code = codeOf(error)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongName(error)
  if (code.startsWith('ERR_SSL') && code.includes('ALERT')) return handshakeRefused
  if (/^ERR_(SSL|OSSL|TLS)/.test(code)) return tlsFailed
  if (error.name === 'HTTPParserError') return notHttp
  return unreachable('network', (server) => `${server} cannot be reached: check the network between here and there.`)
}

/** This error of Node's carries the certificate (tls.checkServerIdentity); its message may leave the names out. */
function wrongName(error: Error): Explanation {
  const { cert } = error as Error & { readonly cert?: { readonly subjectaltname?: string } }
  const names = cert?.subjectaltname
  const valid = names ? ` (it names ${names})` : ''
  return tls(
    'certificate-wrong-name',
    (server) =>
      `The certificate of ${server} is not valid for this name${valid}: use a name it holds, or set tls-server-name in the kubeconfig.`,
  )
}
