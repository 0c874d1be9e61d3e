import { expect, test } from 'vitest'
import { oddPods } from './odd-pods'

test('equal seeds give equal pods, different seeds different ones', () => {
  expect(oddPods(7)).toEqual(oddPods(7))
  expect(oddPods(7)).not.toEqual(oddPods(8))
})

test('there are at least 200, each under a name of its own', () => {
  const names = oddPods(1).map(({ manifest }) => manifest.metadata.name)
  expect(names.length).toBeGreaterThanOrEqual(200)
  expect(new Set(names).size).toBe(names.length)
})

test('a pod that is to be deleted is held by a finalizer, and no other is', () => {
  const pods = oddPods(1)
  expect(pods.some(({ deleted }) => deleted)).toBe(true)
  for (const { manifest, deleted } of pods) expect(manifest.metadata.finalizers.length > 0).toBe(deleted)
})
