import { isIP } from 'node:net'
import { userInfo } from 'node:os'
import { z } from 'zod'
import type { Problem } from '@/lib/live/freshness'

/** What the operator decides, once, at start; every variable is in docs/configuration.md. */
export interface Config {
  readonly host: string
  readonly port: number
  /** A kubeconfig file, or undefined for kubectl's own rules: KUBECONFIG, ~/.kube/config, in-cluster. */
  readonly kubeconfig: string | undefined
  /** Contexts that are opened at start rather than when someone first looks at them. */
  readonly open: readonly string[]
  /** Who gets a sign-in link. */
  readonly people: readonly string[]
  /** Values of the Host header that are right besides the loopback names, such as `quarterdeck.example.com`. */
  readonly allowedHosts: readonly string[]
}

export type Environment = Readonly<Record<string, string | undefined>>

export const defaultPort = 4600
const personPattern = /^[\p{L}\p{N}._@+-]{1,64}$/u
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/

type Rule<T> = z.ZodType<T, string>
const rule = (allows: (value: string) => boolean, sentence: (value: string) => string) =>
  z.string().refine(allows, { error: ({ input }) => sentence(String(input)) })
const each = (item: Rule<string>) => z.string().transform(words).pipe(z.array(item))

const schema = z.object({
  QUARTERDECK_HOST: rule(
    (value) => isIP(value) !== 0 || value === 'localhost',
    (value) => `QUARTERDECK_HOST "${value}" is not an address to listen on: use an IP address such as 127.0.0.1.`,
  ).default('127.0.0.1'),
  QUARTERDECK_PORT: rule(isPort, (value) => `The port "${value}" is not a port: use a whole number from 1 to 65535.`)
    .transform(Number)
    .default(defaultPort),
  QUARTERDECK_KUBECONFIG: z.string().optional(),
  QUARTERDECK_OPEN: z.string().transform(words).default([]),
  QUARTERDECK_PEOPLE: each(
    rule(
      (value) => personPattern.test(value),
      (value) =>
        `The name "${value}" in QUARTERDECK_PEOPLE can't be used: use letters, digits and . _ @ + - only, at most 64.`,
    ),
  ).optional(),
  QUARTERDECK_ALLOWED_HOSTS: each(
    rule(
      (value) => hostPattern.test(value.toLowerCase()),
      (value) =>
        `"${value}" in QUARTERDECK_ALLOWED_HOSTS is not a host: use a name as it stands in the address bar, such as quarterdeck.example.com or 10.0.0.5:8080.`,
    ),
  ).default([]),
})

/** Reads the environment; empty variables count as not set. Every wrong value is one problem. */
export function readConfig(env: Environment, nameOfUser: () => string = operatingSystemUser): Config | Problem[] {
  const given = Object.entries({ ...env, QUARTERDECK_PORT: env.QUARTERDECK_PORT || env.PORT })
  const result = schema.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== '')))
  if (!result.success)
    return result.error.issues.map(({ message }) => ({ code: 'bad-configuration', sentence: message, detail: null }))
  const read = result.data
  return {
    host: read.QUARTERDECK_HOST,
    port: read.QUARTERDECK_PORT,
    kubeconfig: read.QUARTERDECK_KUBECONFIG,
    open: read.QUARTERDECK_OPEN,
    people: read.QUARTERDECK_PEOPLE ?? [personFrom(nameOfUser())],
    allowedHosts: read.QUARTERDECK_ALLOWED_HOSTS.map((host) => host.toLowerCase()),
  }
}

/** `http://127.0.0.1:4600`: where a browser on this machine finds the server. */
export function localAddress({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`
}

export function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535
}

function words(list: string): string[] {
  return [...new Set(list.split(',').map((word) => word.trim()))].filter((word) => word !== '')
}

/** Directory accounts have names such as `CORP\ada`; the name must stand as one word in a printed line. */
function personFrom(userName: string): string {
  const person = userName.replace(/[^\p{L}\p{N}._@+-]+/gu, '-').slice(0, 64)
  return personPattern.test(person) ? person : 'operator'
}

/** A container may run under a number that no account belongs to; `userInfo` then throws. */
function operatingSystemUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'operator'
  }
}
