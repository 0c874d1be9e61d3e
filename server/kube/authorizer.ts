import type { Cluster } from '@kubernetes/client-node/dist/config_types.js'
import { credentialsError } from './credentials-error'
import { type ExecCredential, parseExecPlugin, runExecPlugin } from './exec-plugin'
import type { UserEntry } from './kubeconfig'

/** A plugin that failed is not run again for so long, ms: plugins are slow, and a failing type is asked every second. */
const restMs = 5_000

export interface Authorization {
  /** Of the `Authorization` header. */
  readonly header: string | undefined
  /** A client certificate that an exec plugin gave. */
  readonly certificate: { readonly cert: Buffer; readonly key: Buffer } | undefined
}

/** Where a user's authorization comes from: fixed, a file, an exec plugin, or an OIDC refresh token. */
export interface Authorizer {
  /** Throws KubeError('credentials'). */
  current(): Promise<Authorization>
  /** The server refused `used`: whether `current` may give another one now. */
  renew(used: Authorization): boolean
}

/** In kubectl's order: a token file, a token, an exec plugin, an auth provider, name and password. */
export function createAuthorizer(
  context: string,
  cluster: Cluster,
  user: UserEntry,
  openFile: (path: string) => () => Promise<Buffer>,
): Authorizer {
  if (user.tokenFile !== undefined) return fromFile(openFile(user.tokenFile))
  if (user.token) return fixed(`Bearer ${user.token.trim()}`)
  if (user.exec) return fromPlugin(context, cluster, user)
  if (user.authProvider) return fromOidc(context, user)
  if (user.username) return fixed(`Basic ${Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')}`)
  return fixed(undefined)
}

function fixed(header: string | undefined): Authorizer {
  const authorization = { header, certificate: undefined }
  return { current: () => Promise.resolve(authorization), renew: () => false }
}

function fromFile(read: () => Promise<Buffer>): Authorizer {
  return {
    current: async () => ({ header: `Bearer ${(await read()).toString().trim()}`, certificate: undefined }),
    // A file that has changed is read anew for every request as it is.
    renew: () => false,
  }
}

function fromPlugin(context: string, cluster: Cluster, user: UserEntry): Authorizer {
  const plugin = parseExecPlugin(user.exec, cluster)
  /** One run serves all that wait for it; its answer serves until it expires or is refused. */
  let answer: Promise<Authorization & Pick<ExecCredential, 'expiresAt'>> | undefined
  let held: (Authorization & Pick<ExecCredential, 'expiresAt'>) | undefined
  let failure: { readonly error: unknown; readonly until: number } | undefined

  async function run() {
    if (failure !== undefined && Date.now() < failure.until) throw failure.error
    const { token, certificate, expiresAt } = await runExecPlugin(context, plugin).catch((error: unknown) => {
      failure = { error, until: Date.now() + restMs }
      throw error
    })
    held = { header: token === undefined ? undefined : `Bearer ${token}`, certificate, expiresAt }
    return held
  }

  return {
    async current() {
      if (held !== undefined && (held.expiresAt ?? Number.POSITIVE_INFINITY) > Date.now()) return held
      answer ??= run().finally(() => {
        answer = undefined
      })
      return answer
    },
    renew(used) {
      if (held === used) held = undefined
      return true
    },
  }
}

/** kubectl's `oidc` auth provider, by client-node; loaded only where a context has one (it weighs 80 MB). */
function fromOidc(context: string, user: UserEntry): Authorizer {
  const loading = import('@kubernetes/client-node/dist/oidc_auth.js').then(
    ({ OpenIDConnectAuth }) => new OpenIDConnectAuth(),
  )
  return {
    async current() {
      const options: { headers: Record<string, string> } = { headers: {} }
      try {
        await (await loading).applyAuthentication(user, options)
      } catch {
        // What it says may quote the token, so only that it failed is told.
        throw credentialsError(context, 'its OIDC token could not be refreshed: sign in to the identity provider again')
      }
      const header = options.headers.Authorization
      if (header === undefined)
        throw credentialsError(context, 'its OIDC token has expired and cannot be refreshed: sign in again')
      return { header, certificate: undefined }
    },
    renew: () => false,
  }
}
