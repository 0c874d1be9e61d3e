import { expect, test } from 'vitest'
import { createCollection } from './collection'
import type { KubeObject } from './objects'
import { types } from './types'

test('a listener that writes is heard by all in the order of versions', () => {
  let version = 0
  const next = () => ++version
  const maps = createCollection<KubeObject>(types.configmaps, { next, version: () => version, windowLimit: 100 })
  const heard: string[] = []
  maps.listen(({ type, object }) => type === 'MODIFIED' && maps.remove(object))
  maps.listen(({ type, version: at }) => heard.push(`${type} ${at}`))
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'n', uid: 'u', resourceVersion: '' },
  }
  const made = maps.create(object as unknown as KubeObject)
  maps.update(made)
  expect(heard).toEqual(['ADDED 1', 'MODIFIED 2', 'DELETED 3'])
})
