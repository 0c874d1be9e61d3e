import { readFile } from 'node:fs/promises'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from 'openid-client'
import type { OidcConfig } from '@/server/config'
import { principalOf } from './oidc-claims'
import type { Principal } from './principal'
import { newSecret } from './secret'

export interface OidcArrival {
  readonly principal: Principal
  readonly subject: string
  readonly providerSession: string | undefined
  readonly refreshToken: string | undefined
  readonly from: string
}

/** `unknown-flow` the browser began none, or too long ago; `nobody` the claims name nobody; `provider` it said no or failed. */
export type OidcProblem = { readonly problem: 'unknown-flow' | 'nobody' | 'provider'; readonly cause?: unknown }

export interface Oidc {
  /** Where to send the browser, and what its cookie must bring back. Rejects when the provider can't be reached. */
  begin(from: string): Promise<{ readonly location: string; readonly flow: string }>
  /** @param address the whole address that the browser came back to. */
  finish(flow: string, address: URL): Promise<OidcArrival | OidcProblem>
  /**
   * Who the session of this subject is of now; `over` when the provider vouches for them no more, or for somebody else
   * (OpenID Connect Core 1.0, 12.2). Rejects when it can't be asked.
   */
  refresh(refreshToken: string, subject: string | null): Promise<Refreshed | 'over'>
  /** Whom a logout token means (OpenID Connect Back-Channel Logout 1.0, 2.6); undefined when it is none. */
  loggedOut(token: string): Promise<{ readonly subject?: string; readonly providerSession?: string } | undefined>
}

export interface Refreshed {
  /** Undefined when the provider said nothing new of them. */
  readonly principal: Principal | undefined
  readonly refreshToken: string
}

interface Flow {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly from: string
  readonly until: number
}

const flowLifetime = 10 * 60_000
const mostFlows = 10_000
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

export interface OidcOptions {
  readonly config: OidcConfig
  /** Where the provider sends browsers back to. */
  readonly callback: string
  readonly allowedGroups: readonly string[]
  readonly now: () => number
}

export function createOidc({ config, callback, allowedGroups, now }: OidcOptions): Oidc {
  const flows = createFlows(now)
  const provider = createProvider(config)
  const named = (claims: Readonly<Record<string, unknown>>) => principalOf(claims, config, allowedGroups)

  return {
    async begin(from) {
      const found = await provider.find()
      const flow = newFlow(from, now())
      const url = buildAuthorizationUrl(found, {
        redirect_uri: callback,
        scope: config.scopes.join(' '),
        code_challenge: await calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
        state: flow.state,
        nonce: flow.nonce,
      })
      return { location: url.href, flow: flows.keep(flow) }
    },
    async finish(name, address) {
      const flow = flows.take(name)
      if (flow === undefined) return { problem: 'unknown-flow' }
      try {
        const own = new URL(callback)
        own.search = address.search
        const tokens = await authorizationCodeGrant(await provider.find(), own, {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        const principal = claims && named(claims)
        if (claims === undefined || principal === undefined) return { problem: 'nobody' }
        const { sub: subject, sid } = claims
        const providerSession = typeof sid === 'string' ? sid : undefined
        return { principal, subject, providerSession, refreshToken: tokens.refresh_token, from: flow.from }
      } catch (cause) {
        return { problem: 'provider', cause }
      }
    },
    async refresh(refreshToken, subject) {
      try {
        const tokens = await refreshTokenGrant(await provider.find(), refreshToken)
        const claims = tokens.claims()
        const principal = claims && named(claims)
        if (claims !== undefined && (principal === undefined || claims.sub !== subject)) return 'over'
        return { principal, refreshToken: tokens.refresh_token ?? refreshToken }
      } catch (error) {
        if (error instanceof ResponseBodyError && error.error === 'invalid_grant') return 'over'
        throw error
      }
    },
    loggedOut: async (token) => readLogoutToken(token, await provider.keys(), config),
  }
}

const newFlow = (from: string, now: number): Flow => ({
  verifier: randomPKCECodeVerifier(),
  state: randomState(),
  nonce: randomNonce(),
  from,
  until: now + flowLifetime,
})

/** Sign-ins under way, each good for one answer. */
function createFlows(now: () => number) {
  const flows = new Map<string, Flow>()
  return {
    keep(flow: Flow): string {
      const [oldest] = flows.keys()
      if (flows.size >= mostFlows && oldest !== undefined) flows.delete(oldest)
      const name = newSecret()
      flows.set(name, flow)
      return name
    },
    take(name: string): Flow | undefined {
      const flow = flows.get(name)
      flows.delete(name)
      return flow !== undefined && now() < flow.until ? flow : undefined
    },
  }
}

/** The provider as it describes itself; found when first needed, and looked for again after a failure. */
function createProvider(config: OidcConfig) {
  let finding: Promise<Configuration> | undefined
  let keySet: ReturnType<typeof createRemoteJWKSet> | undefined

  async function discover(): Promise<Configuration> {
    const secret = config.clientSecretFile
      ? (await readFile(config.clientSecretFile, 'utf8')).trim()
      : config.clientSecret
    const issuer = new URL(config.issuer)
    // The configuration allows plain HTTP on this machine alone.
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : []
    return discovery(issuer, config.clientId, undefined, authentication(secret), { execute })
  }

  const find = () =>
    (finding ??= discover().catch((error: unknown) => {
      finding = undefined
      throw error
    }))

  return {
    find,
    async keys() {
      const { jwks_uri: uri } = (await find()).serverMetadata()
      if (uri === undefined) throw new Error('The provider names no keys.')
      return (keySet ??= createRemoteJWKSet(new URL(uri)))
    },
  }
}

/** As the provider wants it; where it says nothing, in the header (OpenID Connect Discovery, 3). */
function authentication(secret: string | undefined): ClientAuth {
  if (secret === undefined || secret === '') return None()
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (ways.includes('client_secret_basic') ? basic : post)(server, client, body, headers)
  }
}

async function readLogoutToken(
  token: string,
  keys: ReturnType<typeof createRemoteJWKSet>,
  { issuer, clientId: audience }: OidcConfig,
) {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms, maxTokenAge: '5 minutes' })
    const { events, nonce, sub, sid } = payload
    const isLogout = typeof events === 'object' && events !== null && logoutEvent in events
    if (!isLogout || nonce !== undefined) return undefined
    const providerSession = typeof sid === 'string' ? sid : undefined
    if (sub === undefined && providerSession === undefined) return undefined
    return { ...(sub !== undefined && { subject: sub }), ...(providerSession !== undefined && { providerSession }) }
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** What a server's log may say of a failure: codes, and never an answer with tokens in it. */
export function reasonOf(error: unknown): string {
  if (error instanceof ResponseBodyError) return `${error.error} (${error.status})`
  if (error instanceof ClientError) return error.code ?? error.message
  return error instanceof Error ? error.message : 'unknown'
}
