import { isIP } from 'node:net'
import { userInfo } from 'node:os'
import { z } from 'zod'
import type { Problem } from '@/lib/live/freshness'

const ways = ['local', 'token', 'oidc', 'proxy'] as const
export type WayIn = (typeof ways)[number]

/** Someone who gets a sign-in link. Without an identity they act as the kubeconfig itself, else through the deputy. */
export interface Person {
  readonly name: string
  readonly identity: { readonly user: string; readonly groups: readonly string[] } | null
}

export interface Administrators {
  readonly people: readonly string[]
  readonly groups: readonly string[]
}

/** Claims as the API server reads them: --oidc-username-claim and its kin. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly clientSecretFile: string | undefined
  readonly scopes: readonly string[]
  readonly userClaim: string
  readonly userPrefix: string
  readonly groupsClaim: string | undefined
  readonly groupsPrefix: string
}

/** Who may name people in headers: peers by address, `10.0.0.5` or `10.0.0.0/8`. */
export interface ProxyConfig {
  readonly peers: readonly string[]
  readonly userHeader: string
  readonly groupsHeader: string
}

/** What the operator decides, once, at start; every variable is in docs/configuration.md. */
export interface Config {
  readonly host: string
  readonly port: number
  /** A kubeconfig file, or undefined for kubectl's own rules: KUBECONFIG, ~/.kube/config, in-cluster. */
  readonly kubeconfig: string | undefined
  /** Contexts that are opened at start rather than when someone first looks at them. */
  readonly open: readonly string[]
  /** Where to look for objects of a type that the kubeconfig's identity may not list in all namespaces. */
  readonly namespaces: readonly string[]
  readonly people: readonly Person[]
  /** Values of the Host header that are right besides the loopback names, such as `quarterdeck.example.com`. */
  readonly allowedHosts: readonly string[]
  /** The origin under which people reach the server; undefined for the local address. */
  readonly publicUrl: string | undefined
  readonly signIn: readonly WayIn[]
  /** Undefined: who acts as the kubeconfig itself. */
  readonly administrators: Administrators | undefined
  /** Who impersonates people: the contexts of another kubeconfig, the kubeconfig itself, or nobody. */
  readonly deputy: { readonly kubeconfig: string } | 'kubeconfig' | undefined
  /** Which groups that a provider or a proxy names may be impersonated; `*` at the end stands for any ending. */
  readonly deputyGroups: readonly string[]
  readonly oidc: OidcConfig | undefined
  readonly proxy: ProxyConfig
  /** Streams that one person may have open at a time. */
  readonly mostStreams: number
}

export type Environment = Readonly<Record<string, string | undefined>>

export const defaultPort = 4600
const personPattern = /^[\p{L}\p{N}._@+-]{1,64}$/u
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/
/** A DNS label: k8s.io/apimachinery pkg/util/validation. */
const namespacePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const headerPattern = /^[a-z0-9-]{1,64}$/
const loopback = ['localhost', '127.0.0.1', '[::1]']

type Rule<T> = z.ZodType<T, string>
const rule = (allows: (value: string) => boolean, sentence: (value: string) => string) =>
  z.string().refine(allows, { error: ({ input }) => sentence(String(input)) })
const each = (item: Rule<string>) => z.string().transform(words).pipe(z.array(item))
const header = (name: string) =>
  z
    .string()
    .toLowerCase()
    .pipe(
      rule(
        (value) => headerPattern.test(value),
        (value) => `${name} "${value}" is not the name of a header.`,
      ),
    )

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
  QUARTERDECK_NAMESPACES: each(
    rule(
      (value) => namespacePattern.test(value),
      (value) => `"${value}" in QUARTERDECK_NAMESPACES is not the name of a namespace, such as shop or team-a.`,
    ),
  ).default([]),
  QUARTERDECK_PEOPLE: z.string().transform(parsePeople).optional(),
  QUARTERDECK_ALLOWED_HOSTS: each(
    rule(
      (value) => hostPattern.test(value.toLowerCase()),
      (value) =>
        `"${value}" in QUARTERDECK_ALLOWED_HOSTS is not a host: use a name as it stands in the address bar, such as quarterdeck.example.com or 10.0.0.5:8080.`,
    ),
  ).default([]),
  QUARTERDECK_PUBLIC_URL: rule(
    isPublicUrl,
    (value) =>
      `QUARTERDECK_PUBLIC_URL "${value}" can't be used: give the address without a path, with https:// unless it is on this machine, such as https://quarterdeck.example.com.`,
  ).optional(),
  QUARTERDECK_SIGN_IN: z
    .string()
    .transform(words)
    .pipe(
      z.array(
        z.enum(ways, {
          error: ({ input }) =>
            `"${String(input)}" in QUARTERDECK_SIGN_IN is not a way in: use local, token, oidc and proxy.`,
        }),
      ),
    )
    .default(['local']),
  QUARTERDECK_ADMINISTRATORS: z.string().transform(parseAdministrators).optional(),
  QUARTERDECK_DEPUTY_KUBECONFIG: z.string().optional(),
  QUARTERDECK_DEPUTY: rule(
    (value) => value === 'kubeconfig',
    (value) =>
      `QUARTERDECK_DEPUTY "${value}" is unknown: say "kubeconfig" to let the kubeconfig's own identity impersonate people, or name another kubeconfig in QUARTERDECK_DEPUTY_KUBECONFIG.`,
  ).optional(),
  QUARTERDECK_DEPUTY_GROUPS: each(
    rule(
      (value) => /^[^*]*\*?$/.test(value) && !value.startsWith('system:'),
      (value) =>
        `"${value}" in QUARTERDECK_DEPUTY_GROUPS can't be used: give groups such as shop:sre, or a beginning such as shop:*; groups of "system:" are never impersonated.`,
    ),
  ).default([]),
  // Read by server/database/place.ts; here only so that a wrong one is told with the others.
  DATABASE_URL: rule(
    (value) => /^postgres(ql)?:\/\//.test(value),
    // Not quoted: it may hold a password.
    () => 'DATABASE_URL is not the address of a PostgreSQL database: it starts with postgres://.',
  ).optional(),
  QUARTERDECK_OIDC_ISSUER: rule(
    isSafeUrl,
    (value) => `QUARTERDECK_OIDC_ISSUER "${value}" is not an https:// address (http:// only on this machine).`,
  ).optional(),
  QUARTERDECK_OIDC_CLIENT_ID: z.string().optional(),
  QUARTERDECK_OIDC_CLIENT_SECRET: z.string().optional(),
  QUARTERDECK_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  QUARTERDECK_OIDC_SCOPES: z.string().transform(words).default(['profile', 'email']),
  QUARTERDECK_OIDC_USER_CLAIM: z.string().default('sub'),
  QUARTERDECK_OIDC_USER_PREFIX: z.string().optional(),
  QUARTERDECK_OIDC_GROUPS_CLAIM: z.string().optional(),
  QUARTERDECK_OIDC_GROUPS_PREFIX: z.string().default(''),
  QUARTERDECK_PROXY_PEERS: each(
    rule(
      isNetwork,
      (value) =>
        `"${value}" in QUARTERDECK_PROXY_PEERS is not an address: use an IP address or a network such as 10.0.0.0/8.`,
    ),
  ).default([]),
  QUARTERDECK_PROXY_USER_HEADER: header('QUARTERDECK_PROXY_USER_HEADER').default('x-forwarded-user'),
  QUARTERDECK_PROXY_GROUPS_HEADER: header('QUARTERDECK_PROXY_GROUPS_HEADER').default('x-forwarded-groups'),
  QUARTERDECK_MOST_STREAMS: rule(
    (value) => /^[1-9]\d{0,5}$/.test(value),
    (value) => `QUARTERDECK_MOST_STREAMS "${value}" is not a number of streams: use a whole number from 1.`,
  )
    .transform(Number)
    .default(100),
})

type Given = z.output<typeof schema>

/** Reads the environment; empty variables count as not set. Every wrong value is one problem. */
export function readConfig(env: Environment, nameOfUser: () => string = operatingSystemUser): Config | Problem[] {
  const given = Object.entries({ ...env, QUARTERDECK_PORT: env.QUARTERDECK_PORT || env.PORT })
  const result = schema.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== '')))
  if (!result.success) return result.error.issues.map(({ message }) => wrong(message))
  const read = result.data
  const people = read.QUARTERDECK_PEOPLE ?? [{ name: personFrom(nameOfUser()), identity: null }]
  const clashes = findClashes(read, people)
  return clashes.length > 0 ? clashes.map(wrong) : configOf(read, people)
}

const wrong = (sentence: string): Problem => ({ code: 'bad-configuration', sentence, detail: null })

function configOf(read: Given, people: readonly Person[]): Config {
  const ownKubeconfig = read.QUARTERDECK_DEPUTY === undefined ? undefined : ('kubeconfig' as const)
  return {
    host: read.QUARTERDECK_HOST,
    port: read.QUARTERDECK_PORT,
    kubeconfig: read.QUARTERDECK_KUBECONFIG,
    open: read.QUARTERDECK_OPEN,
    namespaces: read.QUARTERDECK_NAMESPACES,
    people,
    allowedHosts: read.QUARTERDECK_ALLOWED_HOSTS.map((host) => host.toLowerCase()),
    publicUrl: read.QUARTERDECK_PUBLIC_URL && new URL(read.QUARTERDECK_PUBLIC_URL).origin,
    signIn: read.QUARTERDECK_SIGN_IN,
    administrators: read.QUARTERDECK_ADMINISTRATORS,
    deputy: read.QUARTERDECK_DEPUTY_KUBECONFIG ? { kubeconfig: read.QUARTERDECK_DEPUTY_KUBECONFIG } : ownKubeconfig,
    deputyGroups: read.QUARTERDECK_DEPUTY_GROUPS,
    oidc: oidcOf(read),
    proxy: {
      peers: read.QUARTERDECK_PROXY_PEERS,
      userHeader: read.QUARTERDECK_PROXY_USER_HEADER,
      groupsHeader: read.QUARTERDECK_PROXY_GROUPS_HEADER,
    },
    mostStreams: read.QUARTERDECK_MOST_STREAMS,
  }
}

function oidcOf(read: Given): OidcConfig | undefined {
  const { QUARTERDECK_OIDC_ISSUER: issuer, QUARTERDECK_OIDC_CLIENT_ID: clientId } = read
  if (issuer === undefined || clientId === undefined) return undefined
  const prefix =
    read.QUARTERDECK_OIDC_USER_PREFIX ?? (read.QUARTERDECK_OIDC_USER_CLAIM === 'email' ? '-' : `${issuer}#`)
  return {
    issuer,
    clientId,
    clientSecret: read.QUARTERDECK_OIDC_CLIENT_SECRET,
    clientSecretFile: read.QUARTERDECK_OIDC_CLIENT_SECRET_FILE,
    scopes: [...new Set(['openid', ...read.QUARTERDECK_OIDC_SCOPES])],
    userClaim: read.QUARTERDECK_OIDC_USER_CLAIM,
    // As --oidc-username-prefix: "-" is none.
    userPrefix: prefix === '-' ? '' : prefix,
    groupsClaim: read.QUARTERDECK_OIDC_GROUPS_CLAIM,
    groupsPrefix: read.QUARTERDECK_OIDC_GROUPS_PREFIX,
  }
}

/** What is wrong between values that are each right. */
function findClashes(read: Given, people: readonly Person[]): string[] {
  const isOn = (way: WayIn) => read.QUARTERDECK_SIGN_IN.includes(way)
  const impersonated = people.find(({ identity }) => identity !== null)
  const foreign = read.QUARTERDECK_SIGN_IN.find((way) => way === 'oidc' || way === 'proxy')
  const needs = foreign === undefined ? isOn('local') && impersonated && `"${impersonated.name}"` : `"${foreign}"`
  const clashes: (string | false | undefined)[] = [
    read.QUARTERDECK_SIGN_IN.length === 0 && 'QUARTERDECK_SIGN_IN names no way in: use local, token, oidc and proxy.',
    isOn('oidc') &&
      oidcOf(read) === undefined &&
      'QUARTERDECK_SIGN_IN has oidc: set QUARTERDECK_OIDC_ISSUER and QUARTERDECK_OIDC_CLIENT_ID too.',
    isOn('proxy') &&
      read.QUARTERDECK_PROXY_PEERS.length === 0 &&
      'QUARTERDECK_SIGN_IN has proxy: set QUARTERDECK_PROXY_PEERS to the addresses that the proxy comes from.',
    read.QUARTERDECK_OIDC_CLIENT_SECRET !== undefined &&
      read.QUARTERDECK_OIDC_CLIENT_SECRET_FILE !== undefined &&
      'Set QUARTERDECK_OIDC_CLIENT_SECRET or QUARTERDECK_OIDC_CLIENT_SECRET_FILE, not both.',
    read.QUARTERDECK_DEPUTY !== undefined &&
      read.QUARTERDECK_DEPUTY_KUBECONFIG !== undefined &&
      'Set QUARTERDECK_DEPUTY or QUARTERDECK_DEPUTY_KUBECONFIG, not both.',
    needs &&
      read.QUARTERDECK_DEPUTY === undefined &&
      read.QUARTERDECK_DEPUTY_KUBECONFIG === undefined &&
      `${needs} needs an identity that impersonates people: set QUARTERDECK_DEPUTY_KUBECONFIG, or QUARTERDECK_DEPUTY=kubeconfig to use the kubeconfig's own.`,
    ...people.map(wrongPerson),
  ]
  return clashes.filter((clash) => typeof clash === 'string')
}

function wrongPerson({ name, identity }: Person): string | undefined {
  if (!personPattern.test(name))
    return `The name "${name}" in QUARTERDECK_PEOPLE can't be used: use letters, digits and . _ @ + - only, at most 64.`
  if (identity === null) return undefined
  const { user, groups } = identity
  if (user === '') return `"${name}" in QUARTERDECK_PEOPLE has groups and no user: write ${name}=user:${name},group:….`
  const reserved = [user, ...groups].find((each) => each.startsWith('system:'))
  return (
    reserved && `"${reserved}" of "${name}" in QUARTERDECK_PEOPLE can't be used: nobody of "system:" is impersonated.`
  )
}

/**
 * `ada,anna=user:anna,group:shop:sre,group:shop:oncall`: what begins with `group:` belongs to the person before it. No
 * name has a colon, so that there is one way to read it.
 */
function parsePeople(list: string): Person[] {
  const people = new Map<string, { name: string; identity: { user: string; groups: string[] } | null }>()
  let last: { name: string; identity: { user: string; groups: string[] } | null } = { name: '', identity: null }
  for (const word of list.split(',').map((each) => each.trim())) {
    if (word === '') continue
    if (word.startsWith('group:')) {
      last.identity ??= { user: '', groups: [] }
      last.identity.groups.push(word.slice('group:'.length))
      // A group before any person: told as a name that can't be used.
      if (last.name === '') people.set(word, { name: word, identity: null })
      continue
    }
    const [, name = word, user] = /^([^=]*)=user:(.*)$/.exec(word) ?? []
    last = { name, identity: user === undefined ? null : { user, groups: [] } }
    people.set(name, last)
  }
  return [...people.values()]
}

function parseAdministrators(list: string): Administrators {
  const all = words(list)
  const isGroup = (word: string) => word.startsWith('group:')
  return {
    people: all.filter((word) => !isGroup(word)),
    groups: all.filter(isGroup).map((word) => word.slice('group:'.length)),
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

function isSafeUrl(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname)))
}

function isPublicUrl(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && isSafeUrl(value) && [url.origin, `${url.origin}/`].includes(value.toLowerCase())
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
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
