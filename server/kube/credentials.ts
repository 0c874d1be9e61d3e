import { readFile, stat } from 'node:fs/promises'
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js'
import type { Problem } from '@/lib/live/freshness'
import { type Authorizer, createAuthorizer } from './authorizer'
import { credentialsError } from './credentials-error'
import { codeOf, type UserEntry } from './kubeconfig'
import { KubeError } from './status-error'

/** How TLS with the API server is set up; the same object for as long as nothing in it changed. */
export interface Tls {
  readonly ca: Buffer | undefined
  readonly cert: Buffer | undefined
  readonly key: Buffer | undefined
  readonly servername: string | undefined
  readonly rejectUnauthorized: boolean
}

/** Who a request is made as. Secret: never in a log, a problem or an answer. */
export interface Identity {
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly tls: Tls
  readonly proxy: string | undefined
  /** After a 401: whether asking for the identity again may give a better one. */
  renew(): boolean
}

export interface Credentials {
  /** For the next request: reads files again that changed, runs the plugin again when its answer expired. Throws KubeError. */
  current(): Promise<Identity>
}

export function createCredentials(context: string, cluster: Cluster, user: UserEntry): Credentials {
  const ca = createMaterial(context, cluster.caFile, cluster.caData)
  const cert = createMaterial(context, user.certFile, user.certData)
  const key = createMaterial(context, user.keyFile, user.keyData)
  const authorizer = createAuthorizer(context, cluster, user, (file) => createFile(context, file))
  const impersonation = impersonationHeaders(user)
  let tls: Tls | undefined

  async function currentTls({ certificate }: Awaited<ReturnType<Authorizer['current']>>): Promise<Tls> {
    const next = {
      ca: await ca(),
      cert: certificate?.cert ?? (await cert()),
      key: certificate?.key ?? (await key()),
      servername: cluster.tlsServerName || undefined,
      rejectUnauthorized: !cluster.skipTLSVerify,
    }
    if (tls === undefined || tls.ca !== next.ca || tls.cert !== next.cert || tls.key !== next.key) tls = next
    return tls
  }

  return {
    async current() {
      const authorization = await authorizer.current()
      const { header } = authorization
      return {
        headers: { ...impersonation, ...(header === undefined ? {} : { authorization: header }) },
        tls: await currentTls(authorization),
        proxy: cluster.proxyUrl || undefined,
        renew: () => authorizer.renew(authorization),
      }
    },
  }
}

/** For a context that can't be used: says why, whenever it is tried. */
export function refusedCredentials(problem: Problem): Credentials {
  return { current: () => Promise.reject(new KubeError('credentials', problem)) }
}

/** A file's content, read again only when the file has changed, so that equal content is the same Buffer. */
function createFile(context: string, path: string): () => Promise<Buffer> {
  let seen = ''
  let content = Buffer.alloc(0)
  return async () => {
    try {
      const { ino, mtimeMs, size } = await stat(path)
      const version = `${ino} ${mtimeMs} ${size}`
      if (version !== seen) {
        content = await readFile(path)
        seen = version
      }
      return content
    } catch (error) {
      throw credentialsError(
        context,
        `the file ${path} cannot be read (${codeOf(error)}): put it back or correct the kubeconfig`,
      )
    }
  }
}

/** As in kubectl, data in the kubeconfig goes before a file. */
function createMaterial(context: string, file: string | undefined, data: string | undefined) {
  if (data) {
    const content = Buffer.from(data, 'base64')
    return () => Promise.resolve(content)
  }
  return file ? createFile(context, file) : () => Promise.resolve(undefined)
}

function impersonationHeaders({ impersonateUser, impersonate }: UserEntry): Identity['headers'] {
  if (!impersonateUser) return {}
  const headers: Record<string, string | readonly string[]> = { 'impersonate-user': impersonateUser }
  if (impersonate.uid !== undefined) headers['impersonate-uid'] = impersonate.uid
  if (impersonate.groups.length > 0) headers['impersonate-group'] = impersonate.groups
  for (const [key, values] of Object.entries(impersonate.extra))
    headers[`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`] = values
  return headers
}
