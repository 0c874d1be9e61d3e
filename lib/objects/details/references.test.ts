import { expect, test } from 'vitest'
import { missingReferences } from '@/lib/objects/missing-references'
import { describePod } from './pod'
import { describeWorkload } from './workload'

const words = (spec: object) =>
  describePod({ metadata: { name: 'web-1', namespace: 'shop' }, spec }).references.map(
    ({ kind, name, uses, optional }) => `${kind} ${name}${optional ? ' (optional)' : ''}: ${uses.join('; ')}`,
  )
const main = (more: object) => ({ automountServiceAccountToken: false, containers: [{ name: 'main', ...more }] })
const account = 'ServiceAccount default: its token is not mounted'

test.each<[string, object, readonly string[]]>([
  ['nothing but its account', main({}), [account]],
  [
    'variables, joined by what they are from',
    main({
      env: [
        { name: 'URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } },
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
        { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'log', key: 'level', optional: true } } },
        { name: 'PLAIN', value: 'x' },
      ],
      envFrom: [{ prefix: 'APP_', configMapRef: { name: 'web' } }, { secretRef: { name: 'extra', optional: true } }],
    }),
    [
      'ConfigMap log (optional): variable LEVEL in main',
      'ConfigMap web: all of its keys as variables APP_… in main',
      'Secret db: variable PASSWORD and URL in main',
      'Secret extra (optional): all of its keys as variables in main',
      account,
    ],
  ],
  [
    'volumes, with where they are mounted',
    {
      ...main({
        volumeMounts: [
          { name: 'config', mountPath: '/etc/web' },
          { name: 'data', mountPath: '/data' },
        ],
      }),
      initContainers: [{ name: 'prepare', volumeMounts: [{ name: 'data', mountPath: '/work' }] }],
      volumes: [
        { name: 'config', projected: { sources: [{ configMap: { name: 'web' } }, { secret: { name: 'tls' } }] } },
        { name: 'data', persistentVolumeClaim: { claimName: 'data-web-0', readOnly: true } },
        { name: 'idle', secret: { secretName: 'old', optional: true } },
      ],
    },
    [
      'ConfigMap web: at /etc/web in main',
      'Secret old (optional): volume idle, which no container mounts',
      'Secret tls: at /etc/web in main',
      'PersistentVolumeClaim data-web-0: at /data in main and at /work in prepare, read only',
      account,
    ],
  ],
  [
    'one name in two places is optional only if both are',
    main({
      env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web', key: 'a', optional: true } } }],
      envFrom: [{ configMapRef: { name: 'web' } }],
    }),
    ['ConfigMap web: all of its keys as variables in main; variable A in main', account],
  ],
  [
    'its account, whose token admission mounted',
    {
      serviceAccountName: 'web',
      imagePullSecrets: [{ name: 'registry' }],
      containers: [{ name: 'main' }],
      volumes: [
        { name: 'kube-api-access-x7k2p', projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } },
      ],
    },
    ['Secret registry: pulls images', 'ServiceAccount web: its token is mounted'],
  ],
])('a pod refers to %s', (_, spec, expected) => expect(words(spec)).toEqual(expected))

test('of a template it is not known whether the account mounts its token; odd parts are left out', () => {
  const alone = { standing: null, revisions: [], jobs: [] }
  const spec = { containers: [{ name: 1, envFrom: [{}], env: [{ valueFrom: null }] }], volumes: [null, {}] }
  const { references } = describeWorkload('Deployment', { spec: { template: { spec } } }, alone)
  expect(references).toEqual([
    {
      kind: 'ServiceAccount',
      name: 'default',
      uses: ['its token is mounted, unless the account leaves it out'],
      optional: false,
    },
  ])
})

test.each<[string, string, string, readonly (readonly [string, string])[]]>([
  ['config-missing', 'secret "db" not found', 'a Secret that is not there', [['Secret/db', 'Missing']]],
  [
    'config-missing',
    'MountVolume.SetUp failed for volume "c" : configmap "web" not found',
    'a volume',
    [['ConfigMap/web', 'Missing']],
  ],
  ['config-missing', "couldn't find key url in Secret shop/db", 'a key', [['Secret/db', 'Lacks url']]],
  ['volume-mount', 'secret "db" not found', 'another cause tells nothing of it', []],
  ['config-missing', '', 'without evidence', []],
])('problem %s with %j is %s', (cause, evidence, _, expected) => {
  const line = `container of Pod shop/web-1, state.waiting: CreateContainerConfigError: ${evidence}`
  expect([...missingReferences([{ cause, evidence: evidence === '' ? '' : line }])]).toEqual(expected)
})
