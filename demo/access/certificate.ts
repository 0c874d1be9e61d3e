import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** All in PEM. The authority's own key is thrown away: nothing else will ever be signed with it. */
export interface Certificate {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

const day = 86_400_000
const files = { ca: 'ca.crt', cert: 'server.crt', key: 'server.key' }

/** A certificate for 127.0.0.1 and localhost, good for a year. */
export async function createCertificate(now: Date): Promise<Certificate> {
  // Loading it takes longer than all it does: who has a certificate starts without it.
  const { generate } = await import('selfsigned')
  const common = {
    keyType: 'ec',
    algorithm: 'sha256',
    // A client's clock may be a little behind.
    notBeforeDate: new Date(now.getTime() - day),
    notAfterDate: new Date(now.getTime() + 365 * day),
  } as const
  const ca = await generate([{ name: 'commonName', value: 'quarterdeck demo' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return { ca: ca.cert, cert: server.cert, key: server.private }
}

/** The certificate kept in a folder, so that who trusts it goes on doing so; made anew where there is none that is good. */
export async function keepCertificate(folder: string, now: Date): Promise<Certificate> {
  const path = (name: keyof typeof files) => join(folder, files[name])
  if (existsSync(path('ca')) && existsSync(path('cert')) && existsSync(path('key'))) {
    const read = (name: keyof typeof files) => readFileSync(path(name), 'utf8')
    const kept = { ca: read('ca'), cert: read('cert'), key: read('key') }
    if (isGood(kept, now)) return kept
  }
  const made = await createCertificate(now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of ['ca', 'cert', 'key'] as const) writeFileSync(path(name), made[name], { mode: 0o600 })
  return made
}

/** Whether it holds for another day; what can't be read as certificates does not. */
function isGood({ ca, cert, key }: Certificate, now: Date): boolean {
  try {
    const server = new X509Certificate(cert)
    const authority = new X509Certificate(ca)
    const isWhole = server.verify(authority.publicKey) && server.checkPrivateKey(createPrivateKey(key))
    return isWhole && server.validToDate.getTime() > now.getTime() + day && server.validFromDate <= now
  } catch {
    return false
  }
}
