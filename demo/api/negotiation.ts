import { notAcceptable } from './status'

export type Representation = 'json' | 'table' | 'partial' | 'partialList' | 'aggregatedDiscovery'

/** As `;as=…;v=…` asks for them. */
const forms: Readonly<Record<string, Representation>> = {
  'Table v1': 'table',
  'PartialObjectMetadata v1': 'partial',
  'PartialObjectMetadataList v1': 'partialList',
  'APIGroupDiscoveryList v2': 'aggregatedDiscovery',
}

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
    const form = forms[`${parameters['as']} ${parameters['v']}`]
    if (form !== undefined) return form
  }
  throw notAcceptable()
}

function parseMediaType(text: string): MediaType {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim())
  return { name, parameters: Object.fromEntries(parameters.map((part) => part.split('=', 2))) }
}
