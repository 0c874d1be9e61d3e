import type { Person } from '@/demo/access/people'
import { isObject, type Json } from '@/demo/api/json'
import type { Cluster } from '@/demo/cluster'
import type { Random } from '@/demo/random'
import type { KubeObject } from '@/demo/store/objects'
import { allTypes, type ResourceType } from '@/demo/store/types'
import { deepJson, mutate, oddValue } from './mutation'

/** A request as nobody in their right mind sends it. */
export interface OddRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | undefined
  /** Milliseconds after which the client goes away; undefined for one that waits. */
  readonly patience: number | undefined
}

type Draft = Partial<OddRequest> & Pick<OddRequest, 'method' | 'path'>

interface Draw {
  readonly random: Random
  readonly cluster: Cluster
}

export function drawRequest(cluster: Cluster, random: Random): OddRequest {
  const draft = random.pick(kinds)({ random, cluster })
  const person = drawPerson({ random, cluster })
  const authorization = person === undefined ? {} : { authorization: `Bearer ${person.token}` }
  const hurried = random.next() < 0.1
  return {
    body: undefined,
    patience: hurried ? random.below(20) : undefined,
    ...draft,
    headers: { ...authorization, ...drawHeaders(random), ...draft.headers },
  }
}

function drawPerson({ random, cluster: { people } }: Draw): Person | undefined {
  if (random.next() < 0.02) return undefined
  return random.next() < 0.7 ? people.admin : random.pick([...people.persons, people.reader, people.deputy])
}

const accepts = [
  'application/json',
  'application/json;as=Table;g=meta.k8s.io;v=v1',
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  'application/vnd.kubernetes.protobuf',
  'application/yaml',
  'text/html',
  '*/*;q=x',
  ';;,,=',
]

function drawHeaders(random: Random): Readonly<Record<string, string>> {
  const accept = random.next() < 0.12 ? { accept: random.pick(accepts) } : {}
  if (random.next() > 0.03) return accept
  return { ...accept, 'impersonate-user': random.pick(['anna', '', 'system:anonymous']), 'impersonate-group': 'x' }
}

const pathOf = ({ group, version, resource, namespaced }: ResourceType, namespace?: string, name?: string) =>
  [
    group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
    ...(namespaced && namespace !== undefined ? ['namespaces', namespace] : []),
    resource,
    ...(name === undefined ? [] : [name]),
  ].join('/')

/** Some object that there is; types with few objects come as often as those with many. */
function drawObject({ random, cluster: { store } }: Draw): { type: ResourceType; object: KubeObject } {
  const { type, size, values } = random.pick(store.all.filter((collection) => collection.size > 0))
  const [object] = [...values()].slice(random.below(Math.min(size, 200)))
  if (object === undefined) throw new RangeError('A collection with a size has objects.')
  return { type, object }
}

const pathTo = ({ type, object: { metadata } }: ReturnType<typeof drawObject>, subresource = '') =>
  pathOf(type, metadata.namespace, metadata.name) + subresource

// Objects of the store are JSON.
const jsonOf = (object: KubeObject) => structuredClone(object) as unknown as Json

const drawType = ({ random }: Draw) => random.pick(allTypes)
const odd = ({ random }: Draw) => encodeURIComponent(JSON.stringify(oddValue(random)))

function drawQuery(draw: Draw): string {
  const { random, cluster } = draw
  const version = cluster.store.version()
  const versions = ['0', '1', String(version), String(version + 1_000_000), '-1', 'x', '18446744073709551616']
  const parts: readonly (() => string)[] = [
    () => `limit=${random.pick(['1', '50', '0', '-5', 'many', '99999999999999999999'])}`,
    () => `resourceVersion=${random.pick(versions)}`,
    () => `resourceVersionMatch=${random.pick(['Exact', 'NotOlderThan', 'Odd'])}`,
    () => `continue=${random.pick(['x', '%00', 'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoiLyJ9'])}`,
    () => `labelSelector=${random.pick(['app', 'app=web', 'app%20in%20(a,b', '!', ',,', 'a=b=c', '%F0%9F%92%A5'])}`,
    () =>
      `fieldSelector=${random.pick(['metadata.name=x', 'spec.nodeName!=', 'status.phase=Running', 'a', 'b.c=d', '%'])}`,
    () => `timeoutSeconds=${random.pick(['1', '0', '-1', 'x', '999999999999'])}`,
    () => `dryRun=${random.pick(['All', 'Some', ''])}`,
    () => `fieldManager=${odd(draw)}&force=${random.pick(['true', 'false', 'x'])}`,
    () => `fieldValidation=${random.pick(['Strict', 'Ignore', 'Warn', 'x'])}`,
    () => `gracePeriodSeconds=${random.pick(['0', '30', '-1', 'x', '1e9'])}`,
    () => `propagationPolicy=${random.pick(['Orphan', 'Foreground', 'Background', 'x'])}`,
    () =>
      `${random.pick(['allowWatchBookmarks', 'sendInitialEvents', 'watch', 'pretty', 'follow'])}=${random.pick(['1', '0', 'x'])}`,
    () =>
      `tailLines=${random.pick(['5', '-1', 'x'])}&sinceSeconds=${random.pick(['10', '0', 'x'])}&container=${odd(draw)}`,
    () => `${odd(draw)}=${odd(draw)}`,
  ]
  return Array.from({ length: random.below(4) }, () => random.pick(parts)()).join('&')
}

const json = 'application/json'
const contentTypes = [
  json,
  json,
  json,
  'application/yaml',
  'text/plain',
  'application/vnd.kubernetes.protobuf',
  '',
  ';',
]
const patchTypes = ['json-patch', 'merge-patch', 'strategic-merge-patch', 'apply-patch', 'odd-patch']
const subresources = [
  '/status',
  '/scale',
  '/eviction',
  '/log',
  '/exec',
  '/binding',
  '/finalize',
  '/resize',
  '/x',
  '//',
  '/',
]

function patchBody({ random }: Draw, object: Json, kind: string): string {
  if (kind !== 'json-patch') {
    const mutated = mutate(object, random)
    const fields = isObject(mutated) ? Object.entries(mutated) : []
    return JSON.stringify(
      random.next() < 0.5 ? mutated : Object.fromEntries([random.pick(fields.length ? fields : [['a', 1]])]),
    )
  }
  const path = random.pick([
    '/spec/replicas',
    '/metadata/labels/a~1b',
    '/spec/template',
    '',
    '/',
    '/spec/containers/-',
    'x',
  ])
  const op = random.pick(['add', 'remove', 'replace', 'move', 'copy', 'test', 'odd'])
  const step = { op, path, from: random.pick(['/spec', '/metadata/name', '']), value: oddValue(random) }
  return JSON.stringify(random.next() < 0.9 ? [step] : step)
}

const kinds: readonly ((draw: Draw) => Draft)[] = [
  function list(draw) {
    const { random } = draw
    const namespace = random.next() < 0.5 ? random.pick(['cart', 'checkout', 'nowhere', '%20', '']) : undefined
    return { method: 'GET', path: `${pathOf(drawType(draw), namespace)}?${drawQuery(draw)}` }
  },
  function watch(draw) {
    return {
      method: 'GET',
      path: `${pathOf(drawType(draw))}?watch=1&${drawQuery(draw)}`,
      patience: draw.random.below(80),
    }
  },
  function get(draw) {
    const subresource = draw.random.next() < 0.4 ? draw.random.pick(subresources) : ''
    return { method: 'GET', path: `${pathTo(drawObject(draw), subresource)}?${drawQuery(draw)}` }
  },
  function conflict(draw) {
    const { random } = draw
    const found = drawObject(draw)
    const { type, object } = found
    const stale = { ...object, metadata: { ...object.metadata, resourceVersion: random.pick(['1', 'x', '99999999']) } }
    if (random.next() < 0.3)
      return { method: 'POST', path: pathOf(type, object.metadata.namespace), ...sent(draw, jsonOf(object)) }
    const metadata = { resourceVersion: stale.metadata.resourceVersion, uid: random.pick(['', 'other']) }
    const patch = { body: JSON.stringify({ metadata }), headers: { 'content-type': 'application/merge-patch+json' } }
    return random.next() < 0.5
      ? { method: 'PATCH', path: pathTo(found), ...patch }
      : { method: 'PUT', path: pathTo(found), ...sent(draw, jsonOf(stale)) }
  },
  function replace(draw) {
    const { random } = draw
    const found = drawObject(draw)
    const subresource = random.next() < 0.3 ? random.pick(subresources) : ''
    return {
      method: 'PUT',
      path: `${pathTo(found, subresource)}?${drawQuery(draw)}`,
      ...sent(draw, mutate(jsonOf(found.object), random)),
    }
  },
  function create(draw) {
    const { random } = draw
    const { type, object } = drawObject(draw)
    const metadata = { ...object.metadata, name: `odd-${random.suffix(5)}`, resourceVersion: '', uid: '' }
    const path = pathOf(random.next() < 0.95 ? type : drawType(draw), object.metadata.namespace)
    return {
      method: 'POST',
      path: `${path}?${drawQuery(draw)}`,
      ...sent(draw, mutate(jsonOf({ ...object, metadata }), random)),
    }
  },
  function patch(draw) {
    const { random } = draw
    const found = drawObject(draw)
    const kind = random.pick(patchTypes)
    const suffix = kind === 'apply-patch' ? '+yaml' : '+json'
    const subresource = random.next() < 0.3 ? random.pick(subresources) : ''
    const body = patchBody(draw, jsonOf(found.object), kind)
    const path = `${pathTo(found, subresource)}?${drawQuery(draw)}`
    return { method: 'PATCH', path, headers: { 'content-type': `application/${kind}${suffix}` }, body }
  },
  function remove(draw) {
    const { random } = draw
    const body = JSON.stringify(mutate({ propagationPolicy: 'Background', preconditions: { uid: 'x' } }, random))
    return {
      method: 'DELETE',
      path: `${pathTo(drawObject(draw))}?${drawQuery(draw)}`,
      ...(random.next() < 0.3 ? { body } : {}),
    }
  },
  function removeMany(draw) {
    const { object } = drawObject(draw)
    const { namespace = 'nowhere' } = object.metadata
    const type = draw.random.pick(allTypes.filter(({ namespaced }) => namespaced))
    return {
      method: 'DELETE',
      path: `${pathOf(type, namespace)}?labelSelector=app%3D${draw.random.suffix(1)}&${drawQuery(draw)}`,
    }
  },
  function act(draw) {
    const found = drawObject(draw)
    const [subresource, body] = draw.random.pick([
      ['/eviction', { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: found.object.metadata.name } }],
      [
        '/scale',
        { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: found.object.metadata, spec: { replicas: 3 } },
      ],
      ['/status', found.object],
    ] as const)
    const mutated = draw.random.next() < 0.7 ? mutate(structuredClone(body) as unknown as Json, draw.random) : body
    return {
      method: draw.random.pick(['POST', 'PUT']),
      path: pathTo(found, subresource),
      ...sent(draw, mutated as Json),
    }
  },
  function malformed(draw) {
    const { random } = draw
    const found = drawObject(draw)
    const whole = JSON.stringify(found.object)
    const body = random.pick([
      () => whole.slice(0, random.below(whole.length)),
      () => Buffer.from(Array.from({ length: 100 }, () => random.below(256))),
      () => Buffer.concat([Buffer.from('k8s\0'), Buffer.from(Array.from({ length: 60 }, () => random.below(256)))]),
      () => `a: &a [*a]\nb: !!js/function x`,
      () => deepJson(random.pick([100, 5_000, 100_000])),
      () => `${whole.slice(0, -1)},"spec":{"big":"${'x'.repeat(4 * 1024 * 1024)}"}}`,
      () => whole.replace('{', '{"__proto__":{"a":1},'),
      () => '',
    ])()
    const method = random.pick(['POST', 'PUT', 'PATCH', 'DELETE'])
    const type = method === 'PATCH' ? `application/${random.pick(patchTypes)}+json` : random.pick(contentTypes)
    const path = method === 'POST' ? pathOf(found.type, found.object.metadata.namespace) : pathTo(found)
    return { method, path, headers: { 'content-type': type }, body }
  },
  function review(draw) {
    const { random } = draw
    const [group, kind] = random.pick([
      ['authorization.k8s.io', 'SelfSubjectAccessReview'],
      ['authorization.k8s.io', 'SelfSubjectRulesReview'],
      ['authorization.k8s.io', 'SubjectAccessReview'],
      ['authentication.k8s.io', 'SelfSubjectReview'],
    ] as const)
    const spec = {
      resourceAttributes: { verb: 'get', resource: 'pods', namespace: 'cart' },
      user: 'anna',
      groups: ['a'],
    }
    const body = mutate({ apiVersion: `${group}/v1`, kind, metadata: {}, spec }, random)
    return { method: 'POST', path: `/apis/${group}/v1/${kind.toLowerCase()}s`, ...sent(draw, body) }
  },
  function strangePath(draw) {
    const { random } = draw
    const parts = [
      'api',
      'apis',
      'v1',
      'apps',
      'namespaces',
      'pods',
      '..',
      '.',
      '',
      '%2e%2e',
      '%',
      '%FF',
      'Ü',
      'metrics.k8s.io',
    ]
    const path = Array.from({ length: random.below(8) }, () => random.pick([...parts, odd(draw)])).join('/')
    const method = random.pick(['GET', 'POST', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'DELETE', 'PATCH'])
    return { method, path: encodeURI(`/${path}`).replaceAll('%25', '%') }
  },
  function metrics({ random }) {
    const rest = random.pick(['nodes', 'pods', 'namespaces/cart/pods', 'namespaces/cart/pods/x', 'nodes/x', 'odd'])
    return { method: 'GET', path: `/apis/metrics.k8s.io/v1beta1/${rest}?labelSelector=app%3Dapi` }
  },
  function rehearse({ random, cluster }) {
    const fault = random.pick([
      'drop',
      'expire',
      'remember',
      'delay',
      'throttle',
      'stall',
      'clock-skew',
      'webhook',
      'odd',
      'restart',
    ])
    const body = { fault, seconds: 0.2, milliseconds: 30, offset: random.pick([-5, 5, 1e6]), message: 'no' }
    const headers = { authorization: `Bearer ${cluster.people.reader.token}` }
    return {
      method: 'POST',
      path: '/demo/faults',
      headers,
      body: JSON.stringify(random.pick([body, { fault: 'heal' }, mutate(body, random)])),
    }
  },
]

function sent({ random }: Draw, body: Json): Pick<OddRequest, 'body'> & { headers: Readonly<Record<string, string>> } {
  const type = random.next() < 0.9 ? json : random.pick(contentTypes)
  return { headers: { 'content-type': type }, body: JSON.stringify(body) }
}
