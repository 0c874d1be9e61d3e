import { names } from '@/lib/health/words'
import type { Ingress } from '@/lib/kube/kinds/ingress'
import type { RelatedRow } from '@/lib/views/related'
import { relate, type Subject } from './subject'

/** Where an Ingress takes requests from, by the Service that it leads them to. */
type Routes = ReadonlyMap<string, readonly Route[]>

interface Route {
  /** Host and path. */
  readonly from: string
  readonly overTls: boolean
}

/** An Ingress that routes to one of the Services; undefined when it leads elsewhere. */
export function relateIngress(
  subject: Subject,
  ingress: Ingress,
  services: ReadonlySet<string>,
): RelatedRow | undefined {
  const all = routesOf(ingress)
  const led = [...services].filter((service) => all.has(service))
  if (led.length === 0) return undefined
  const routes = led.flatMap((service) => all.get(service) ?? [])
  return relate(subject, 'routes', ingress.metadata?.name ?? '', {
    words: `${names(routes.map(({ from }) => from))}${tlsWords(routes)}`,
    via: names(led),
  })
}

function tlsWords(routes: readonly Route[]): string {
  if (!routes.some(({ overTls }) => overTls)) return ''
  return routes.every(({ overTls }) => overTls) ? ', TLS' : ', some over TLS'
}

const known = new WeakMap<Ingress, Routes>()

/** Read once of each object, as one may lead to all workloads of a namespace. */
export function routesOf(ingress: Ingress): Routes {
  const routes = known.get(ingress) ?? readRoutes(ingress.spec)
  known.set(ingress, routes)
  return routes
}

function readRoutes(spec: Ingress['spec']): Routes {
  const routes = new Map<string, Route[]>()
  const add = (service: string, from: string, host: string) => {
    const route = { from, overTls: isOverTls(spec, host) }
    const others = routes.get(service)
    if (others === undefined) routes.set(service, [route])
    else others.push(route)
  }
  for (const { host, value } of spec?.rules ?? [])
    for (const { path, backend } of value.http?.paths ?? [])
      if (backend?.service !== undefined) add(backend.service.name, `${host || 'any host'}${path || '/'}`, host)
  const rest = spec?.defaultBackend?.service
  if (rest !== undefined) add(rest.name, 'all that no rule takes', '')
  return routes
}

/** An entry without hosts is for all of them; `*.` stands for one label (networking/v1 types.go, IngressTLS, IngressRule). */
function isOverTls(spec: Ingress['spec'], host: string): boolean {
  const wildcard = host.replace(/^[^.]+/, '*')
  return (spec?.tls ?? []).some(
    ({ hosts }) => hosts.length === 0 || hosts.some((one) => one !== '' && (one === host || one === wildcard)),
  )
}
