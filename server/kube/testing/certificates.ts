import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Pair {
  readonly certFile: string
  readonly keyFile: string
  readonly cert: Buffer
  readonly key: Buffer
}

/** Makes authorities and certificates with openssl, all in one folder. */
export function createCertificates(folder: string) {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

  function pair(name: string): Pair {
    const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)]
    return { certFile, keyFile, cert: readFileSync(certFile), key: readFileSync(keyFile) }
  }

  return {
    authority(name: string): Pair {
      const files = ['-keyout', `${name}.key`, '-out', `${name}.crt`]
      openssl('req', '-x509', ...newKey, ...files, '-subj', `/CN=${name}`, '-days', '2')
      return pair(name)
    },
    /** @param names as in `IP:127.0.0.1,DNS:localhost`. @param validity openssl's `-not_before` and `-not_after`, or days. */
    issue(authority: string, name: string, names: string, validity: readonly string[] = ['-days', '2']): Pair {
      openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`)
      writeFileSync(join(folder, `${name}.ext`), names === '' ? '' : `subjectAltName=${names}\n`)
      const signer = ['-CA', `${authority}.crt`, '-CAkey', `${authority}.key`, '-CAcreateserial']
      const files = ['-in', `${name}.csr`, '-out', `${name}.crt`, '-extfile', `${name}.ext`]
      openssl('x509', '-req', ...files, ...signer, ...validity)
      return pair(name)
    },
  }
}
