import { isReady } from '@/demo/store/objects'
import type { Scene, Stage } from '@/demo/story/scene'
import { findWorkload, imageAt, release, tagOf } from '@/demo/story/workloads'
import { credentialsName } from '@/demo/world/templates'

const actor = 'search/elastic'
const tag = '9.2.0'
const key = 'KEYSTORE_PASSWORD'

export const statefulset: Scene = {
  name: 'statefulset',
  about:
    'The update of search/elastic stops at its second pod, which finds a key of its Secret gone: undo it and delete the pod; the key is back after eight minutes.',
  actors: [actor],
  play(stage) {
    const { world, after } = stage
    const elastic = findWorkload(world, actor)
    if (elastic?.kind !== 'StatefulSet') return
    setKey(stage, 'made-up')
    release(world, elastic, tag, 'Elasticsearch 9.2', (template) => ({
      ...template,
      spec: {
        ...template.spec,
        containers: template.spec.containers.map((container) => ({
          ...container,
          env: [...(container.env ?? []), { name: key, valueFrom: { secretKeyRef: { name: secretName, key } } }],
        })),
      },
    }))
    const current = findWorkload(world, actor)
    if (current === undefined) return
    const image = imageAt(current, tag)
    const first = `elastic-${(elastic.spec.replicas ?? 1) - 1}`
    // A rotation of the Secret forgets the new key, just when the first pod is through.
    const stop = world.store.pods.listen(({ object }) => {
      const { namespace, name } = object.metadata
      if (namespace !== 'search' || name !== first || !isReady(object)) return
      if (object.spec.containers[0]?.image !== image) return
      stop()
      setKey(stage, undefined)
    })
    after(8, () => {
      stop()
      const set = findWorkload(world, actor)
      if (set !== undefined && tagOf(set) === tag) setKey(stage, 'made-up')
    })
  },
}

const secretName = credentialsName({ name: 'elastic' })

function setKey({ world: { store } }: Stage, value: string | undefined): void {
  const secret = store.secrets.get('search', secretName)
  if (secret === undefined) return
  const others = Object.entries(secret.data ?? {}).filter(([name]) => name !== key)
  const own = value === undefined ? [] : [[key, Buffer.from(value).toString('base64')] as const]
  store.secrets.update({ ...secret, data: Object.fromEntries([...others, ...own]) })
}
