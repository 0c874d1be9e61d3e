import { names } from '@/lib/health/words'
import type { Ingress } from '@/lib/kube/kinds/ingress'
import type { RelatedRow } from '@/lib/views/related'
import { relate, type Subject } from './subject'

/** Where an Ingress takes requests from, for one of the Services that it leads to. */
interface Route {
  readonly service: string
  readonly from: string
}

/** An Ingress that routes to one of the Services; undefined when it leads elsewhere. */
export function relateIngress(
  subject: Subject,
  ingress: Ingress,
  services: ReadonlySet<string>,
): RelatedRow | undefined {
  const routes = routesOf(ingress).filter(({ service }) => services.has(service))
  if (routes.length === 0) return undefined
  const hosts = new Set(ingress.spec?.tls.flatMap((tls) => tls.hosts))
  const from = routes.map((route) => route.from)
  const plain = from.every((path) => !hosts.has(path.replace(/\/.*$/, '')))
  return relate(subject, 'routes', ingress.metadata?.name ?? '', {
    words: `${names(from)}${plain ? '' : ', TLS'}`,
    via: names(routes.map(({ service }) => service)),
  })
}

/** The Services that an Ingress leads to, each with host and path. */
export function routesOf({ spec }: Ingress): readonly Route[] {
  const rest = spec?.defaultBackend?.service
  return [
    ...(spec?.rules ?? []).flatMap(({ host, value }) =>
      (value.http?.paths ?? []).flatMap(({ path, backend }) =>
        backend?.service === undefined
          ? []
          : [{ service: backend.service.name, from: `${host || 'any host'}${path || '/'}` }],
      ),
    ),
    ...(rest === undefined ? [] : [{ service: rest.name, from: 'all that no rule takes' }]),
  ]
}
