import type { PolicyRule } from '@/demo/store/rbac-objects'
import { allTypes } from '@/demo/store/types'
import { read, rule, view, viewWithoutLogs, write } from './default-roles'

const rbac = 'rbac.authorization.k8s.io'

/** One rule for each API group: all its types but those left out, and what is asked of them beyond. */
function groupRules(verbs: string, without: readonly string[], withSubresources: boolean): readonly PolicyRule[] {
  const kept = allTypes.filter(({ group, resource }) => !without.includes(group) && !without.includes(resource))
  return [...Map.groupBy(kept, ({ group }) => group)].map(([group, types]) => {
    const resources = types.flatMap(({ resource, subresources }) =>
      withSubresources ? [resource, ...subresources.map((sub) => `${resource}/${sub}`)] : [resource],
    )
    return rule(group || 'core', resources.join(' '), verbs)
  })
}

const metrics = rule('metrics.k8s.io', 'pods nodes', read)

/** Everything but Secrets, of which only new ones: a rotated one's answer would show the values. No escalating. */
const sre: readonly PolicyRule[] = [
  ...groupRules(`${read} ${write}`, ['secrets', rbac], true),
  rule(
    'core',
    'pods/attach pods/exec pods/portforward pods/proxy services/proxy pods/ephemeralcontainers',
    `${read} ${write}`,
  ),
  rule('core', 'secrets', 'create'),
  rule('events.k8s.io', 'events', `${read} ${write}`),
  rule(rbac, 'roles rolebindings clusterroles clusterrolebindings', `${read} ${write}`),
  rule('authorization.k8s.io', 'subjectaccessreviews localsubjectaccessreviews', 'create'),
  // Who looks after others can let them look.
  ...view,
  { verbs: ['get'], nonResourceURLs: ['*'] },
]

/** Restarting is a patch of the template; promoting and aborting are patches of a Rollout's status. */
const release: readonly PolicyRule[] = [
  rule('apps', 'deployments statefulsets daemonsets', 'patch update'),
  rule('apps', 'deployments/scale statefulsets/scale', 'patch update'),
  rule('argoproj.io', 'rollouts rollouts/status rollouts/scale analysisruns', 'patch update'),
]

const clusterView = [
  rule('core', 'nodes persistentvolumes', read),
  rule('storage.k8s.io', 'storageclasses', read),
  rule('scheduling.k8s.io', 'priorityclasses', read),
  rule('networking.k8s.io', 'ingressclasses', read),
]

/** It fills the dashboard's stores, and reads logs as long as viewers have no rights of their own; never a Secret. */
const reader = [
  ...groupRules(read, ['secrets'], false),
  rule('events.k8s.io', 'events', read),
  rule('core', 'pods/log', 'get'),
  metrics,
  rule('authorization.k8s.io', 'subjectaccessreviews', 'create'),
]

export const shopRoles: Readonly<Record<string, readonly PolicyRule[]>> = {
  'shop:sre': sre,
  'shop:secrets': [rule('core', 'secrets', `${read} ${write}`)],
  'shop:release': release,
  'shop:cluster-view': clusterView,
  'shop:stakeholder': viewWithoutLogs,
  'quarterdeck:reader': reader,
  'quarterdeck:deputy': [rule('core', 'users groups', 'impersonate')],
}

interface ShopBinding {
  readonly role: string
  /** A group, or the name of a service account of the dashboard. */
  readonly to: { readonly group: string } | { readonly account: string }
  /** Where it holds; left out, everywhere. `teams` are the product teams' namespaces. */
  readonly in?: readonly string[] | 'teams'
}

export const shopBindings: readonly ShopBinding[] = [
  { role: 'shop:sre', to: { group: 'shop:sre' } },
  { role: 'shop:secrets', to: { group: 'shop:sre' }, in: ['platform'] },
  { role: 'view', to: { group: 'shop:release-managers' } },
  { role: 'shop:cluster-view', to: { group: 'shop:release-managers' } },
  { role: 'shop:release', to: { group: 'shop:release-managers' }, in: 'teams' },
  { role: 'shop:stakeholder', to: { group: 'shop:stakeholders' } },
  { role: 'edit', to: { group: 'shop:storefront-developers' }, in: ['checkout', 'cart'] },
  { role: 'quarterdeck:reader', to: { account: 'reader' } },
  { role: 'quarterdeck:deputy', to: { account: 'deputy' } },
]
