import type { Ingress } from '@/lib/kube/kinds/ingress'
import { specEvidence } from './evidence'
import type { Finding } from './finding'
import { referTo } from './reference'
import type { Surroundings } from './surroundings'
import { names } from './words'

type Backend = NonNullable<NonNullable<Ingress['spec']>['defaultBackend']>

interface Route {
  readonly path: string
  readonly backend: Backend
}

/** Paths of an Ingress that lead to a Service, or to a port of one, that is not there. */
export function findInIngress(ingress: Ingress, around: Pick<Surroundings, 'service' | 'knows'>): readonly Finding[] {
  const { metadata } = ingress
  if (metadata?.deletionTimestamp !== undefined || !around.knows('services', metadata?.namespace ?? '')) return []
  const broken = new Map<string, { readonly finding: Omit<Finding, 'words'>; readonly paths: string[] }>()
  for (const { path, backend } of routesOf(ingress)) {
    const fault = faultOf(ingress, backend, around)
    if (fault === undefined) continue
    const key = JSON.stringify([fault.cause, fault.detail])
    const known = broken.get(key)
    if (known === undefined) broken.set(key, { finding: fault, paths: [path] })
    else known.paths.push(path)
  }
  return [...broken.values()].map(({ finding, paths }) => ({ ...finding, words: { paths: names(paths) } }))
}

function* routesOf({ spec }: Ingress): Generator<Route> {
  if (spec?.defaultBackend !== undefined) yield { path: 'everything else', backend: spec.defaultBackend }
  for (const { host, value } of spec?.rules ?? [])
    for (const { path, backend } of value.http?.paths ?? [])
      if (backend !== undefined) yield { path: `${host === '' ? '*' : host}${path}`, backend }
}

function faultOf(
  ingress: Ingress,
  { service }: Backend,
  around: Pick<Surroundings, 'service'>,
): Omit<Finding, 'words'> | undefined {
  if (service === undefined) return undefined
  const object = referTo('Ingress', ingress)
  const found = around.service(object.namespace, service.name)
  const since = ingress.metadata?.creationTimestamp
  const base = { object, owner: object, subject: object, since }
  if (found === undefined) {
    const evidence = [specEvidence(object, 'spec.rules.http.paths.backend.service.name', service.name)]
    return { ...base, cause: 'ingress-service-missing', detail: { service: service.name }, evidence }
  }
  const { name = '', number = 0 } = service.port ?? {}
  const ports = found.spec?.ports ?? []
  if (ports.some((port) => (name === '' ? port.port === number : port.name === name))) return undefined
  const port = name === '' ? String(number) : name
  const evidence = [specEvidence(object, 'spec.rules.http.paths.backend.service.port', port)]
  return { ...base, cause: 'ingress-port-missing', detail: { service: service.name, port }, evidence }
}
