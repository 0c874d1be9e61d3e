import { execFile } from 'node:child_process'
import { type Cluster, exportCluster } from '@kubernetes/client-node/dist/config_types.js'
import { z } from 'zod'
import { credentialsError } from './credentials-error'

/** A `user.exec` of a kubeconfig (client.authentication.k8s.io), its command already resolved against the file's folder. */
export interface ExecPlugin {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly apiVersion: string
  readonly installHint: string | undefined
  /** What the plugin is told of the cluster, where `provideClusterInfo` asks for that. */
  readonly cluster: Readonly<Record<string, unknown>> | undefined
}

export interface ExecCredential {
  readonly token: string | undefined
  readonly certificate: { readonly cert: Buffer; readonly key: Buffer } | undefined
  /** ms since 1970; undefined: good until the server refuses it. */
  readonly expiresAt: number | undefined
}

const longestRun = 60_000

/** A `user.exec` as it stands in the file. */
export const execSchema = z.looseObject({
  apiVersion: z.string().min(1),
  command: z.string().min(1),
  args: z.array(z.coerce.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.coerce.string() })).nullish(),
  installHint: z.string().nullish(),
  provideClusterInfo: z.boolean().nullish(),
  interactiveMode: z.enum(['Never', 'IfAvailable', 'Always']).nullish(),
})

export function parseExecPlugin(exec: unknown, cluster: Cluster): ExecPlugin {
  const { command, args, env, apiVersion, installHint, provideClusterInfo } = execSchema.parse(exec)
  return {
    command,
    args: args ?? [],
    env: Object.fromEntries((env ?? []).map(({ name, value }) => [name, value])),
    apiVersion,
    installHint: installHint ?? undefined,
    cluster: provideClusterInfo ? exportCluster(cluster).cluster : undefined,
  }
}

const answerSchema = z.object({
  kind: z.literal('ExecCredential'),
  status: z
    .object({
      token: z.string().min(1).optional(),
      clientCertificateData: z.string().optional(),
      clientKeyData: z.string().optional(),
      expirationTimestamp: z.string().optional(),
    })
    .refine((status) => status.token ?? (status.clientCertificateData && status.clientKeyData)),
})

/** Runs the plugin without a terminal. Throws KubeError('credentials') that names context, command and the last line of stderr. */
export async function runExecPlugin(context: string, plugin: ExecPlugin): Promise<ExecCredential> {
  const stdout = await run(context, plugin)
  const answer = answerSchema.safeParse(parseJson(stdout))
  if (!answer.success) throw failed(context, plugin, 'printed something that is not an ExecCredential', null)
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } = answer.data.status
  const expiresAt = expirationTimestamp === undefined ? Number.NaN : Date.parse(expirationTimestamp)
  return {
    token,
    certificate:
      clientCertificateData && clientKeyData
        ? { cert: Buffer.from(clientCertificateData), key: Buffer.from(clientKeyData) }
        : undefined,
    expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
  }
}

function run(context: string, plugin: ExecPlugin): Promise<string> {
  const spec = { interactive: false, ...(plugin.cluster === undefined ? {} : { cluster: plugin.cluster }) }
  const info = JSON.stringify({ apiVersion: plugin.apiVersion, kind: 'ExecCredential', spec })
  const env = { ...process.env, ...plugin.env, KUBERNETES_EXEC_INFO: info }
  const options = { env, timeout: longestRun, maxBuffer: 1024 * 1024, windowsHide: true }
  return new Promise((resolve, reject) => {
    const child = execFile(plugin.command, [...plugin.args], options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout)
      const said = lastLine(stderr)
      if (error.code === 'ENOENT')
        reject(failed(context, plugin, 'was not found', plugin.installHint?.trim() ?? null, 'install it'))
      else if (error.killed) reject(failed(context, plugin, `did not end within ${longestRun / 1000} s`, said))
      else reject(failed(context, plugin, `failed with ${error.code ?? error.signal}`, said))
    })
    // End of input at once: a plugin that would ask a question fails instead of waiting.
    child.stdin?.on('error', () => child.stdin?.destroy())
    child.stdin?.end()
  })
}

function failed(context: string, plugin: ExecPlugin, what: string, said: string | null, remedy = 'run it by hand') {
  const words = said === null ? '' : ` (${said})`
  return credentialsError(
    context,
    `its exec plugin "${plugin.command}" ${what}${words}: ${remedy}, then look again`,
    said,
  )
}

function lastLine(text: string): string | null {
  const line = text.trim().split('\n').at(-1) ?? ''
  return line.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 300) || null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
