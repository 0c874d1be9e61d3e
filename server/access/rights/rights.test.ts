import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keep } from '@/lib/kube/json'
import { kinds } from '@/lib/kube/kinds/all'
import type { Problem } from '@/lib/live/freshness'
import type { Actor } from '@/server/access/identity/actor'
import { createStore, type Stored, type StoreWriter } from '@/server/kube/store'
import type { Difference } from './comparison'
import { openRights, type RightsOptions } from './rights'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const deputy = (user: string, ...groups: readonly string[]): Actor => ({ as: 'deputy', identity: { user, groups } })
const anna = deputy('anna', 'shop-team')
const bob = deputy('bob', 'shop-team')
const pods = (namespace: string) => ({
  verb: 'list',
  group: '',
  resource: 'pods',
  subresource: '',
  name: '',
  namespace,
})

/** RBAC objects as a watch would bring them, and everything else that rights are made from. */
function openCluster(more: Partial<RightsOptions> = {}) {
  const tables = {
    roles: createStore({}),
    clusterRoles: createStore({}),
    roleBindings: createStore({}),
    clusterRoleBindings: createStore({}),
  }
  const by: Readonly<Record<string, { readonly fields: object; readonly writer: StoreWriter<Stored> }>> = {
    ClusterRole: { fields: kinds.clusterroles.fields, writer: tables.clusterRoles.writer },
    RoleBinding: { fields: kinds.rolebindings.fields, writer: tables.roleBindings.writer },
    ClusterRoleBinding: { fields: kinds.clusterrolebindings.fields, writer: tables.clusterRoleBindings.writer },
  }
  let version = 0
  const read = (kind: string, name: string, namespace: string, rest: object): Stored => {
    const metadata = { name, namespace, uid: `${kind}/${namespace}/${name}`, resourceVersion: String(++version) }
    // As a source would keep it: the fields of its own kind.
    return keep((by[kind]?.fields ?? {}) as never, { metadata, ...rest }) as Stored
  }
  const put = (kind: string, name: string, namespace: string, rest: object) =>
    by[kind]?.writer.put(read(kind, name, namespace, rest))
  const remove = (kind: string, name: string, namespace: string) =>
    by[kind]?.writer.remove(read(kind, name, namespace, {}))

  let state: 'reading' | 'read' | Problem = 'read'
  const rights = openRights({
    // Each store holds the kind of its name.
    stores: Object.fromEntries(Object.entries(tables).map(([name, { store }]) => [name, store])) as never,
    reading: () => state,
    task: (run) => {
      let timer: NodeJS.Timeout | undefined
      return () => {
        timer ??= setTimeout(() => {
          timer = undefined
          run()
        }, 16)
      }
    },
    reviews: () => ({ rightsOf: () => undefined, close: () => undefined }),
    compare: () => Promise.resolve(undefined),
    ...more,
  })
  put('ClusterRole', 'view', '', {
    rules: [{ verbs: ['get', 'list', 'watch'], apiGroups: ['', 'apps'], resources: ['*'] }],
  })
  return {
    rights,
    bind(name: string, namespace: string, subject: { readonly kind: string; readonly name: string }, role = 'view') {
      put(namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding', name, namespace, {
        subjects: [subject],
        roleRef: { kind: 'ClusterRole', name: role },
      })
    },
    role: (name: string, ...resources: readonly string[]) =>
      put('ClusterRole', name, '', { rules: [{ verbs: ['list'], apiGroups: [''], resources }] }),
    unbind: (name: string, namespace: string) => remove('RoleBinding', name, namespace),
    become(next: typeof state) {
      state = next
      rights.readingChanged()
    },
  }
}

const team = { kind: 'Group', name: 'shop-team' }
const frame = () => vi.advanceTimersByTime(20)

describe('what somebody may list', () => {
  test('follows their bindings, and is one sight for all who may list the same', () => {
    const { rights, bind } = openCluster()
    bind('team', 'shop', team)
    frame()
    const sight = rights.sightOf(anna)
    expect(sight.scopeOf('pods')).toEqual(new Set(['shop']))
    expect(sight.scopeOf('jobs.batch')).toEqual(new Set())
    expect(rights.sightOf(bob).key).toBe(sight.key)
    expect(rights.sightOf(deputy('eve')).key).not.toBe(sight.key)
    bind('anna', 'bank', { kind: 'User', name: 'anna' })
    frame()
    expect(rights.sightOf(anna).scopeOf('pods')).toEqual(new Set(['shop', 'bank']))
    expect(rights.sightOf(anna).key).not.toBe(rights.sightOf(bob).key)
  })

  test('is told in the next frame after it changed, once, and stays the same object where it did not', () => {
    const { rights, bind, unbind } = openCluster()
    bind('team', 'shop', team)
    bind('other', 'bank', { kind: 'User', name: 'eve' })
    frame()
    const [before, others] = [rights.sightOf(anna), rights.sightOf(deputy('eve'))]
    let told = 0
    rights.subscribe(() => told++)
    unbind('team', 'shop')
    expect(rights.sightOf(anna)).toBe(before)
    frame()
    expect(told).toBe(1)
    expect(rights.sightOf(anna).scopeOf('pods')).toEqual(new Set())
    expect(rights.allows(anna, pods('shop'))).toBe(false)
    expect(rights.sightOf(deputy('eve'))).toBe(others)
  })

  test('changes with the rules of a role that they are bound to', () => {
    const { rights, bind, role } = openCluster()
    role('reader', 'pods')
    bind('team', 'shop', team, 'reader')
    frame()
    expect(rights.allows(bob, pods('shop'))).toBe(true)
    role('reader', 'services')
    frame()
    expect(rights.allows(bob, pods('shop'))).toBe(false)
    expect(rights.sightOf(bob).scopeOf('services')).toEqual(new Set(['shop']))
  })

  test('is everything for who asks as the kubeconfig, and what a link leaves of anything', () => {
    const { rights, bind } = openCluster()
    bind('team', '', team)
    frame()
    const shop = new Set(['shop'])
    expect(rights.sightOf({ as: 'kubeconfig' }).scopeOf('nodes')).toBe('all')
    expect(rights.sightOf({ as: 'kubeconfig', narrowedTo: shop }).scopeOf('nodes')).toEqual(shop)
    expect(rights.sightOf(anna).scopeOf('pods')).toBe('all')
    const link: Actor = { ...anna, narrowedTo: shop, readOnly: true }
    expect(rights.sightOf(link).scopeOf('pods')).toEqual(shop)
    expect(rights.allows(link, pods('shop'))).toBe(true)
    expect(rights.allows(link, pods('bank'))).toBe(false)
    expect(rights.allows({ ...link, as: 'kubeconfig' }, { ...pods('shop'), verb: 'delete' })).toBe(false)
  })

  test('does not come from groups of the cluster’s own that somebody else says of them', () => {
    const { rights, bind } = openCluster()
    bind('everyone', 'shop', { kind: 'Group', name: 'system:authenticated' })
    frame()
    expect(rights.sightOf(deputy('eve', 'system:masters')).scopeOf('pods')).toEqual(new Set(['shop']))
    expect(
      rights
        .sightOf({ as: 'token', token: 't', identity: { user: 'root', groups: ['system:masters'] } })
        .scopeOf('nodes'),
    ).toBe('all')
  })
})

describe('before and beside RBAC', () => {
  test('nothing may be listed before RBAC was read, and who waits for it is told', async () => {
    const { rights, bind, become } = openCluster()
    become('reading')
    bind('team', 'shop', team)
    frame()
    expect(rights.sightOf(anna)).toMatchObject({ known: false })
    let isKnown = false
    void rights.known(anna, 5_000).then(() => {
      isKnown = true
    })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isKnown).toBe(false)
    become('read')
    await vi.advanceTimersByTimeAsync(20)
    expect(isKnown).toBe(true)
    expect(rights.sightOf(anna).scopeOf('pods')).toEqual(new Set(['shop']))
  })

  const reviewed = {
    rightsOf: () => ({ allows: () => true, scopeOf: () => new Set(['reviewed']) }),
    close: () => undefined,
  }

  test('where RBAC can’t be read the API server is asked instead, and that is told', () => {
    const { rights, become } = openCluster({ reviews: () => reviewed })
    expect(rights.notice()).toBeNull()
    become({ code: 'forbidden', sentence: 'roles may not be listed.', detail: null })
    frame()
    expect(rights.sightOf(anna).scopeOf('pods')).toEqual(new Set(['reviewed']))
    expect(rights.notice()).toMatchObject({ code: 'rights-by-review', detail: 'roles may not be listed.' })
  })

  test('so it is where the API server and RBAC differ', async () => {
    const difference: Difference = { user: 'anna', asked: pods(''), isAllowed: true }
    const { rights } = openCluster({ reviews: () => reviewed, compare: () => Promise.resolve(difference) })
    expect(rights.sightOf(anna).scopeOf('pods')).toEqual(new Set())
    await vi.advanceTimersByTimeAsync(2_000)
    expect(rights.sightOf(anna).scopeOf('pods')).toEqual(new Set(['reviewed']))
    expect(rights.notice()?.detail).toBe('anna may list pods in all namespaces, and RBAC says otherwise')
  })

  test('people are compared soon after they came, and again only minutes later', async () => {
    const compare = vi.fn(() => Promise.resolve(undefined))
    const { rights } = openCluster({ compare })
    for (let number = 0; number < 12; number++) rights.sightOf(deputy(`person-${number}`))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(compare).toHaveBeenCalledTimes(12)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(compare).toHaveBeenCalledTimes(12)
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(compare.mock.calls.length).toBeGreaterThan(12)
    rights.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})
