import { notAcceptable } from './status'

export type Representation = 'json' | 'table' | 'aggregatedDiscovery'

interface MediaType {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
}

/** Which of the ways in which the demo answers (all JSON) an Accept header asks for; throws 406 when it wants none. */
export function negotiate(accept: string | undefined): Representation {
  const wanted = (accept || '*/*').split(',').map(parseMediaType)
  for (const { name, parameters } of wanted) {
    if (name !== 'application/json' && name !== 'application/*' && name !== '*/*') continue
    if (parameters['as'] === undefined) return 'json'
    if (parameters['as'] === 'Table' && parameters['v'] === 'v1') return 'table'
    if (parameters['as'] === 'APIGroupDiscoveryList' && parameters['v'] === 'v2') return 'aggregatedDiscovery'
  }
  throw notAcceptable(['application/json'])
}

function parseMediaType(text: string): MediaType {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim())
  return { name, parameters: Object.fromEntries(parameters.map((part) => part.split('=', 2))) }
}
