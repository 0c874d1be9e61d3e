import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Certificate, clientCertificates, servingCertificates } from './identities'
import { run } from './run'
import { type ClusterSpec, certificateFile, keyFile } from './spec'

const days = '365'

/**
 * Writes what is missing under pki/. Two authorities: a front-proxy certificate must not pass as a client's.
 * Source: "PKI certificates and requirements" in the Kubernetes documentation.
 */
export async function writeCertificates(spec: ClusterSpec): Promise<void> {
  mkdirSync(join(spec.folder, 'pki'), { recursive: true, mode: 0o700 })
  await Promise.all([writeAuthority(spec, 'ca'), writeAuthority(spec, 'front-proxy-ca'), writeServiceAccountKey(spec)])
  await Promise.all([...servingCertificates, ...clientCertificates].map((wanted) => writeCertificate(spec, wanted)))
}

async function writeAuthority(spec: ClusterSpec, name: string): Promise<void> {
  const certificate = certificateFile(spec, name)
  if (existsSync(certificate)) return
  await openssl([
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', days],
    ...['-keyout', keyFile(spec, name), '-out', certificate, '-subj', `/CN=quarterdeck-${name}`],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  ])
  chmodSync(keyFile(spec, name), 0o600)
}

async function writeCertificate(spec: ClusterSpec, wanted: Certificate): Promise<void> {
  const certificate = certificateFile(spec, wanted.file)
  if (existsSync(certificate)) return
  const authority = wanted.authority ?? 'ca'
  const scratch = mkdtempSync(join(spec.folder, 'pki', '.new-'))
  const [request, extensions] = [join(scratch, 'request'), join(scratch, 'extensions')]
  writeFileSync(extensions, extensionLines(wanted).join('\n'))
  await openssl([
    ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', keyFile(spec, wanted.file), '-out', request, '-subj', wanted.subject],
  ])
  await openssl([
    ...['x509', '-req', '-in', request, '-days', days, '-extfile', extensions, '-out', certificate],
    ...['-CA', certificateFile(spec, authority), '-CAkey', keyFile(spec, authority)],
    ...['-CAserial', join(scratch, 'serial'), '-CAcreateserial'],
  ])
  chmodSync(keyFile(spec, wanted.file), 0o600)
  rmSync(scratch, { recursive: true })
}

function extensionLines(wanted: Certificate): string[] {
  const usage = wanted.names ? 'serverAuth' : 'clientAuth'
  return [
    'basicConstraints=CA:FALSE',
    'keyUsage=critical,digitalSignature',
    `extendedKeyUsage=${usage}`,
    ...(wanted.names ? [`subjectAltName=${wanted.names.join(',')}`] : []),
  ]
}

/** Signs service account tokens. */
async function writeServiceAccountKey(spec: ClusterSpec): Promise<void> {
  const key = keyFile(spec, 'service-account')
  if (existsSync(key)) return
  await openssl(['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', key])
  await openssl(['pkey', '-in', key, '-pubout', '-out', publicKeyFile(spec)])
  chmodSync(key, 0o600)
}

export const publicKeyFile = (spec: ClusterSpec): string => join(spec.folder, 'pki', 'service-account.pub')

const openssl = (args: readonly string[]) =>
  run('openssl', args, { whenMissing: 'openssl is needed to make certificates: install it and try again.' })
