import { expect, test } from 'vitest'
import { type Thing, thing } from '@/server/kube/testing/scripted-source'
import { createStore } from './store'
import { createStorePart } from './store-part'

function filled() {
  const { store, writer } = createStore<Thing>({})
  const [shop, pay] = [createStorePart(writer), createStorePart(writer)]
  for (const name of ['web', 'db']) {
    shop.put(thing(name, 1, 'shop'))
    pay.put(thing(name, 1, 'pay'))
  }
  const names = () => [...store.objects.values()].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()
  return { shop, pay, names }
}

test('a fresh list of one part drops what is not in it, of its own only', () => {
  const { shop, names } = filled()
  shop.beginReplace()
  shop.put(thing('db', 1, 'shop'))
  shop.put(thing('new', 2, 'shop'))
  shop.endReplace()
  expect(names()).toEqual(['pay/db', 'pay/web', 'shop/db', 'shop/new'])
})

test('a part clears its own only, and can be filled again', () => {
  const { pay, names } = filled()
  pay.clear()
  expect(names()).toEqual(['shop/db', 'shop/web'])
  pay.put(thing('web', 3, 'pay'))
  expect(names()).toEqual(['pay/web', 'shop/db', 'shop/web'])
})

test('what was removed does not come back with the next list, and what it lists again stays', () => {
  const { shop, names } = filled()
  shop.remove(thing('web', 2, 'shop'))
  shop.beginReplace()
  shop.endReplace()
  expect(names()).toEqual(['pay/db', 'pay/web'])
})
