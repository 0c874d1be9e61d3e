import type { KnownResource } from '@/lib/health/surroundings'

/** `resource.group` of the types of which it matters that an object is not there. */
export const fullNames: Readonly<Record<KnownResource, string>> = {
  services: 'services',
  pods: 'pods',
  deployments: 'deployments.apps',
  statefulsets: 'statefulsets.apps',
}
