import { createRootCertificate } from '@/demo/controllers/root-certificates'
import { tlsName } from './build-network'
import type { Service } from './catalogue'
import { labelsOf, metadataOf } from './past'
import { configName, credentialsName } from './templates'
import type { World } from './world'

/** What the service's containers take their environment from; the values come from the seed. */
export function buildConfig(world: World, service: Service, createdAt: number): void {
  const { store, random } = world
  const { namespace, name, needs = [], trouble, host } = service
  const of = (own: string) => metadataOf(world, createdAt, { name: own, namespace, labels: labelsOf(service) })
  if (needs.includes('config'))
    store.configmaps.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: of(configName(service)),
      data: {
        LOG_LEVEL: random.pick(['info', 'info', 'warn']),
        REGION: 'eu-west-1',
        REQUEST_TIMEOUT_MS: String(250 * (1 + random.below(12))),
        FEATURES: random.pick(['', 'fast-path', 'fast-path,new-tax', 'new-tax']),
      },
    })
  if (needs.includes('credentials') && trouble !== 'config')
    store.secrets.create({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: of(credentialsName(service)),
      data: {
        USERNAME: base64(name.replaceAll('-', '_')),
        PASSWORD: base64(random.suffix(24)),
      },
    })
  if (host !== undefined)
    store.secrets.create({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata: of(tlsName(name)),
      // A certificate of nobody: nothing reads it.
      data: { 'tls.crt': base64(`made up for ${host}`), 'tls.key': base64(random.suffix(40)) },
    })
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Published into every namespace by the controller manager. */
export function buildRootCertificates(world: World): void {
  const uids = world.random.fork('first-root-certificates')
  for (const { metadata } of world.store.namespaces.values())
    createRootCertificate(world, {
      namespace: metadata.name,
      uid: uids.uuid(),
      at: Date.parse(metadata.creationTimestamp),
    })
}
