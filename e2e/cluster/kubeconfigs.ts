import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificateUsers } from './identities'
import { type ClusterSpec, certificateFile, keyFile, kubeconfigFile, serverUrl } from './spec'

/** One file per user that signs in with a certificate. */
export function writeCertificateKubeconfigs(spec: ClusterSpec): void {
  mkdirSync(join(spec.folder, 'kubeconfig'), { recursive: true, mode: 0o700 })
  for (const { file } of certificateUsers) {
    writeKubeconfig(spec, file, {
      'client-certificate-data': base64Of(certificateFile(spec, file)),
      'client-key-data': base64Of(keyFile(spec, file)),
    })
  }
}

export function writeTokenKubeconfig(spec: ClusterSpec, name: string, token: string): void {
  writeKubeconfig(spec, name, { token })
}

/** In JSON, which every reader of YAML takes. */
function writeKubeconfig(spec: ClusterSpec, name: string, user: Readonly<Record<string, string>>): void {
  const context = `${name}@quarterdeck`
  const cluster = {
    server: serverUrl(spec),
    'certificate-authority-data': base64Of(certificateFile(spec, 'ca')),
  }
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'quarterdeck', cluster }],
    users: [{ name, user }],
    contexts: [{ name: context, context: { cluster: 'quarterdeck', user: name } }],
    'current-context': context,
  }
  writeFileSync(kubeconfigFile(spec, name), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
}

const base64Of = (file: string): string => readFileSync(file).toString('base64')
