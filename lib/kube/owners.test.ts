import { expect, test } from 'vitest'
import { controllerOf } from './owners'

const owner = (name: string, controller: boolean) => ({ kind: 'ReplicaSet', name, uid: name, controller })

test.each([
  ['no metadata', undefined, undefined],
  ['no owners', { ownerReferences: [] }, undefined],
  ['an owner that does not manage it', { ownerReferences: [owner('a', false)] }, undefined],
  ['one owner of two that manages it', { ownerReferences: [owner('a', false), owner('b', true)] }, 'b'],
])('with %s', (_, metadata, name) => {
  expect(controllerOf({ metadata })?.name).toBe(name)
})
