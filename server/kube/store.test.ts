import { describe, expect, test } from 'vitest'
import { createStore } from './store'

interface Thing {
  readonly metadata: { uid: string; namespace: string; name: string; resourceVersion: string }
  readonly node: string
}

const thing = (uid: string, name: string, version = '1', node = ''): Thing => ({
  metadata: { uid, namespace: 'shop', name, resourceVersion: version },
  node,
})

function stored() {
  const made = createStore<Thing>({ node: (it) => it.node || undefined })
  const changes: string[] = []
  made.store.subscribe((before, after) =>
    changes.push(`${before?.metadata.resourceVersion ?? '-'}>${after?.metadata.resourceVersion ?? '-'}`),
  )
  return { ...made, changes }
}

describe('a store', () => {
  test('tells every addition, change and removal once, with what was before', () => {
    const { writer, changes } = stored()
    writer.put(thing('a', 'web'))
    writer.put(thing('a', 'web', '2'))
    writer.remove(thing('a', 'web', '3'))
    writer.remove(thing('a', 'web', '3'))
    expect(changes).toEqual(['->1', '1>2', '2>-'])
  })

  test('does not tell an object that comes again unchanged', () => {
    const { writer, changes } = stored()
    writer.put(thing('a', 'web'))
    writer.put(thing('a', 'web'))
    expect(changes).toEqual(['->1'])
  })

  test('takes a version that went back, as after a restored backup', () => {
    const { store, writer } = stored()
    writer.put(thing('a', 'web', '900'))
    writer.put(thing('a', 'web', '17'))
    expect(store.objects.get('a')?.metadata.resourceVersion).toBe('17')
  })

  test('keeps a namesake made anew when the deletion of the old one comes late', () => {
    const { store, writer } = stored()
    writer.put(thing('old', 'web'))
    writer.put(thing('new', 'web'))
    writer.remove(thing('old', 'web'))
    expect([...store.objects.keys()]).toEqual(['new'])
  })

  test('drops what a fresh list does not have, and nothing before the list has ended', () => {
    const { store, writer, changes } = stored()
    writer.put(thing('a', 'web'))
    writer.put(thing('b', 'api'))
    writer.beginReplace()
    writer.put(thing('b', 'api', '5'))
    expect(store.objects.size).toBe(2)
    writer.endReplace()
    expect([...store.objects.keys()]).toEqual(['b'])
    expect(changes.slice(2)).toEqual(['1>5', '1>-'])
  })

  test('finds objects by index as they come, move and go, and forgets values that nobody has', () => {
    const { store, writer } = stored()
    writer.put(thing('a', 'web', '1', 'node-1'))
    writer.put(thing('b', 'api', '1', 'node-1'))
    writer.put(thing('a', 'web', '2', 'node-2'))
    expect([...store.keysBy('node', 'node-1')]).toEqual(['b'])
    expect([...store.keysBy('node', 'node-2')]).toEqual(['a'])
    writer.remove(thing('b', 'api'))
    expect([...store.keysBy('node', 'node-1')]).toEqual([])
    expect([...store.keysBy('no such index', 'x')]).toEqual([])
  })
})
