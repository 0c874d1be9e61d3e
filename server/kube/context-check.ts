import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js'
import { execSchema } from './exec-plugin'
import { codeOf, type UserEntry } from './kubeconfig'

/** What makes a context unusable, seen without asking the server: the middle of a sentence, without secrets. */
export function findWrong(cluster: Cluster, user: UserEntry): string | undefined {
  return wrongServer(cluster, user) ?? wrongProxy(cluster) ?? wrongCertificates(cluster, user) ?? wrongUser(user)
}

function wrongServer({ server }: Cluster, user: UserEntry): string | undefined {
  const url = URL.parse(server)
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return 'its server is not an https:// address'
  const open = url.protocol === 'http:' && !isLoopback(url.hostname)
  if (open && (user.token || user.tokenFile || user.exec || user.authProvider || user.username))
    return 'it would send credentials unencrypted (its server is an http:// address)'
  return undefined
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function wrongProxy({ proxyUrl }: Cluster): string | undefined {
  if (!proxyUrl) return undefined
  const protocol = URL.parse(proxyUrl)?.protocol ?? ''
  return ['http:', 'https:', 'socks5:'].includes(protocol)
    ? undefined
    : 'its proxy-url is not an http://, https:// or socks5:// address'
}

function wrongCertificates(cluster: Cluster, user: UserEntry): string | undefined {
  try {
    const ca = material(cluster.caFile, cluster.caData)
    // createSecureContext takes nonsense for an authority in silence.
    if (ca !== undefined) named('its certificate-authority is not a certificate', () => new X509Certificate(ca))
    const cert = material(user.certFile, user.certData)
    const key = material(user.keyFile, user.keyData)
    if ((cert === undefined) !== (key === undefined)) return 'it has only one of client-certificate and client-key'
    named('its client-certificate and client-key do not go together', () => createSecureContext({ cert, key }))
    return undefined
  } catch (error) {
    if (error instanceof Wrong) return error.message
    throw error
  }
}

class Wrong extends Error {}

function named(message: string, check: () => unknown): void {
  try {
    check()
  } catch (cause) {
    throw new Wrong(message, { cause })
  }
}

function material(file: string | undefined, data: string | undefined): Buffer | undefined {
  if (data) return Buffer.from(data, 'base64')
  if (!file) return undefined
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Wrong(`the file ${file} cannot be read (${codeOf(error)})`)
  }
}

function wrongUser({ exec, authProvider }: UserEntry): string | undefined {
  if (exec) {
    const read = execSchema.safeParse(exec)
    if (!read.success)
      return `its user's exec.${read.error.issues[0]?.path.join('.')} is missing or not of the right form`
    if (read.data.interactiveMode === 'Always') return `its exec plugin "${read.data.command}" needs a terminal`
  }
  if (authProvider && authProvider.name !== 'oidc')
    return `its auth-provider "${authProvider.name}" is no longer supported, by kubectl neither: use an exec plugin`
  return undefined
}
