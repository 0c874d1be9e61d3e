import { running } from '@/e2e/target/running'
import { createJsonListReader } from '@/lib/kube/json-list'
import type { Kind } from '@/lib/kube/kind'
import { createListReader } from '@/lib/kube/protobuf-list'

const protobuf = 'application/vnd.kubernetes.protobuf'

/** A list as the dashboard reads it, in the format that the server chose. */
async function read(
  { group, version, resource, fields }: Kind,
  accept: string,
  query: Readonly<Record<string, string>>,
) {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const address = `${running().api}${path}/${resource}?${new URLSearchParams(query).toString()}`
  const answer = await fetch(address, { headers: { accept } })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`)
  const format = answer.headers.get('content-type')?.startsWith(protobuf) ? 'protobuf' : 'json'
  const reader = format === 'protobuf' ? createListReader(fields) : createJsonListReader(fields)
  const first = reader.push(Buffer.from(await answer.arrayBuffer()))
  const { objects, meta } = reader.finish()
  return { format, objects: [...first, ...objects], resourceVersion: meta.resourceVersion }
}

/** All objects of a kind at one version, read twice: asked for as JSON, and as the dashboard asks. */
export async function readTwice(kind: Kind) {
  const json = await read(kind, 'application/json', {})
  const sameVersion = { resourceVersion: json.resourceVersion, resourceVersionMatch: 'Exact' }
  return { json, preferred: await read(kind, `${protobuf}, application/json;q=0.9`, sameVersion) }
}
