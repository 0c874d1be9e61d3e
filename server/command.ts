import { delimiter, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultPort, type Environment, isPort } from '@/server/config'
import { defaultFolder } from '@/server/database/place'

export const help = `Quarterdeck: the dashboard for the clusters in your kubeconfig, on this machine only.

  npm start -- [flags]

  --port PORT         where to listen on 127.0.0.1 (default ${defaultPort})
  --kubeconfig FILE   the clusters (default: as kubectl finds them)
  --open CONTEXT      a context to read from the start, not when someone first looks; may repeat
  --person NAME       someone who gets a sign-in link (default: you); may repeat. With an identity they act as
                      somebody else, through the deputy: --person anna=user:anna,group:shop:sre
  --data FOLDER       where sessions and records are kept (default: ${defaultFolder})
  --help              this text

Every flag has a variable, and there are more of those: docs/configuration.md.
`

export type Command =
  | { readonly run: 'help' }
  | { readonly run: 'serve'; readonly env: Environment }
  | { readonly run: 'nothing'; readonly sentence: string }

const options = {
  port: { type: 'string' },
  kubeconfig: { type: 'string' },
  open: { type: 'string', multiple: true },
  person: { type: 'string', multiple: true },
  data: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Reads the flags into the environment that the server reads; files are found from `folder`, where the person stands. */
export function parseCommand(args: readonly string[], env: Environment, folder: string): Command {
  const wrong = firstWrong(args)
  if (wrong !== undefined) return { run: 'nothing', sentence: `${wrong} See --help.` }
  const { values } = parseArgs({ args: [...args], options, strict: true })
  if (values.help) return { run: 'help' }
  const absolute = (file: string | undefined) => file && resolve(folder, file)
  return {
    run: 'serve',
    env: {
      ...env,
      // PORT is for `node server.js`; a stray one in the shell must not move `npm start`.
      PORT: undefined,
      QUARTERDECK_PORT: values.port ?? env.QUARTERDECK_PORT,
      QUARTERDECK_KUBECONFIG: absolute(values.kubeconfig ?? env.QUARTERDECK_KUBECONFIG),
      KUBECONFIG: env.KUBECONFIG && absolutePaths(env.KUBECONFIG, folder),
      QUARTERDECK_OPEN: values.open?.join(',') ?? env.QUARTERDECK_OPEN,
      QUARTERDECK_DATA: resolve(folder, values.data || env.QUARTERDECK_DATA || defaultFolder),
      QUARTERDECK_DEPUTY_KUBECONFIG: absolute(env.QUARTERDECK_DEPUTY_KUBECONFIG),
      QUARTERDECK_OIDC_CLIENT_SECRET_FILE: absolute(env.QUARTERDECK_OIDC_CLIENT_SECRET_FILE),
      QUARTERDECK_PEOPLE: values.person?.join(',') ?? env.QUARTERDECK_PEOPLE,
    },
  }
}

/** The server runs in a folder of its own, so what is meant from here must not depend on that. */
function absolutePaths(list: string, folder: string): string {
  return list
    .split(delimiter)
    .filter(Boolean)
    .map((file) => resolve(folder, file))
    .join(delimiter)
}

function firstWrong(args: readonly string[]): string | undefined {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') return `"${token.value}" belongs to no flag.`
    if (token.kind === 'option-terminator') continue
    const sentence = wrongFlag(token.name, token.rawName, token.value)
    if (sentence !== undefined) return sentence
  }
  return undefined
}

function wrongFlag(name: string, written: string, value: string | undefined): string | undefined {
  if (!Object.hasOwn(options, name) || !written.startsWith('--')) return `There is no flag ${written}.`
  if (name === 'help') return value === undefined ? undefined : '--help takes no value.'
  if (value === undefined || value === '' || value.startsWith('--')) return `${written} needs a value after it.`
  if (name === 'port' && !isPort(value)) return `The port "${value}" is not a port: use a whole number from 1 to 65535.`
  return undefined
}
