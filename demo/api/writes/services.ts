import { isList, isObject, type JsonObject, objectAt } from '@/demo/api/json'
import type { Desk } from './writer'

/** A new Service gets its addresses: 10.96.0.0/16 and 30000-32767, as the API server's own flags have them. */
export function fillService(desk: Desk, object: JsonObject): JsonObject {
  return { ...object, spec: withAddresses(desk, objectAt(object, 'spec'), {}) }
}

/** The addresses of a Service that is written over `old`: they stay unless it asks for others. */
export function withAddresses(desk: Desk, spec: JsonObject, old: JsonObject): JsonObject {
  if (spec['type'] === 'ExternalName') return spec
  const kept = spec['clusterIP'] || old['clusterIP'] || freeAddress(desk)
  const given = isList(spec['clusterIPs']) && spec['clusterIPs'].length > 0 && !spec['clusterIP']
  const all = given ? (spec['clusterIPs'] ?? []) : [kept]
  return withNodePorts(desk, { ...spec, clusterIP: isList(all) ? (all[0] ?? kept) : kept, clusterIPs: all }, old)
}

function freeAddress({ store, random }: Desk): string {
  const used = new Set([...store.services.values()].map(({ spec }) => spec.clusterIP))
  for (;;) {
    const address = `10.96.${random.below(256)}.${1 + random.below(254)}`
    if (!used.has(address)) return address
  }
}

function withNodePorts({ random }: Desk, spec: JsonObject, old: JsonObject): JsonObject {
  if (spec['type'] !== 'NodePort' && spec['type'] !== 'LoadBalancer') return spec
  const before = isList(old['ports']) ? old['ports'].filter(isObject) : []
  const ports = isList(spec['ports']) ? spec['ports'].filter(isObject) : []
  const known = (port: JsonObject) => before.find((one) => one['port'] === port['port'])?.['nodePort']
  return {
    ...spec,
    ports: ports.map((port) => ({ ...port, nodePort: port['nodePort'] ?? known(port) ?? 30_000 + random.below(2768) })),
  }
}
