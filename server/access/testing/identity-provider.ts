import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { onTestFinished } from 'vitest'

export const clientId = 'quarterdeck'
export const clientSecret = 'a-secret-of-the-test'

export interface ProviderPerson {
  readonly sub: string
  groups: string[]
}

/** What the test needs of it; oidc-provider comes without types. */
interface ProviderKit {
  callback(): (request: IncomingMessage, response: ServerResponse) => void
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  readonly Client: { find(id: string): Promise<{ backchannelLogout(sub: string, sid: string): Promise<void> }> }
  readonly Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> }
}

/** A true OpenID provider on loopback, where `person` signs in without being asked and agrees to everything. */
export async function openProvider(quarterdeck: string, person: ProviderPerson) {
  const state = { person, vouches: true }
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A listening TCP server has an address of this shape.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: ProviderKit = new Provider(
    issuer,
    configuration(quarterdeck, state, () => provider),
  )
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: state.person.sub } })
  })
  return { issuer, state, provider }
}

function configuration(
  quarterdeck: string,
  state: { person: ProviderPerson; vouches: boolean },
  provider: () => ProviderKit,
) {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${quarterdeck}/api/sign-in/oidc/callback`],
        grant_types: ['authorization_code', 'refresh_token'],
        backchannel_logout_uri: `${quarterdeck}/api/sign-out/oidc`,
        backchannel_logout_session_required: true,
      },
    ],
    claims: { openid: ['sub'], groups: ['groups'] },
    scopes: ['openid', 'groups'],
    // As most providers do: the ID token carries what the API server looks for in it.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    issueRefreshToken: () => true,
    cookies: { keys: ['of the test'] },
    // Its own dispatcher refuses loopback, where everything here is.
    fetch: (url: string, { method, headers, body, signal }: RequestInit) =>
      fetch(url, { method, headers, body, signal } as RequestInit),
    findAccount: (_context: unknown, sub: string) =>
      state.vouches ? { accountId: sub, claims: () => ({ sub, groups: state.person.groups }) } : undefined,
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const { Grant } = provider()
      const grant = new Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid groups')
      await grant.save()
      return grant
    },
  }
}
