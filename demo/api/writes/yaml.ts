import { load } from 'js-yaml'
import type { Json } from '@/demo/api/json'
import { badRequest } from '@/demo/api/status'

/** A YAML document as the JSON it stands for; throws the API's 400. */
export function readYaml(text: Buffer | string): Json {
  try {
    // Dates and the like become what JSON has for them.
    return JSON.parse(JSON.stringify(load(String(text)) ?? null)) as Json
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw badRequest(`error decoding YAML: error converting YAML to JSON: yaml: ${why}`)
  }
}
