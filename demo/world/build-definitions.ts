import { toTimestamp } from '@/demo/clock'
import { allTypes, qualifiedName, type ResourceType } from '@/demo/store/types'
import { day, metadataOf } from './past'
import type { World } from './world'

/** The definitions of the types that Argo Rollouts brings along. */
export function buildDefinitions(world: World): void {
  for (const type of allTypes) {
    if (type.group !== 'argoproj.io') continue
    const at = world.clock.now() - 150 * day
    const names = namesOf(type)
    world.store.customresourcedefinitions.create({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: metadataOf(world, at, { name: qualifiedName(type), generation: 1 }),
      spec: {
        group: type.group,
        names,
        scope: type.namespaced ? 'Namespaced' : 'Cluster',
        conversion: { strategy: 'None' },
        versions: [versionOf(type)],
      },
      status: {
        acceptedNames: names,
        conditions: [
          condition('NamesAccepted', 'NoConflicts', 'no conflicts found', at),
          condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted', at),
        ],
        storedVersions: [type.version],
      },
    })
  }
}

const namesOf = ({ kind, resource, singular, shortNames, categories }: ResourceType) => ({
  kind,
  listKind: `${kind}List`,
  plural: resource,
  singular,
  ...(shortNames.length > 0 ? { shortNames } : {}),
  ...(categories.length > 0 ? { categories } : {}),
})

const versionOf = ({ version, subresources }: ResourceType) => ({
  name: version,
  served: true,
  storage: true,
  schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  ...(subresources.length > 0 ? { subresources: Object.fromEntries(subresources.map((name) => [name, {}])) } : {}),
})

const condition = (type: string, reason: string, message: string, at: number) => ({
  type,
  status: 'True',
  reason,
  message,
  lastTransitionTime: toTimestamp(at),
})
