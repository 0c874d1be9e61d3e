// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { NowContext } from '@/components/ui/now'
import { describePod } from '@/lib/objects/details/pod'
import { type SeenObject, unseenObject } from '@/lib/objects/seen-object'
import { Notice } from './notice'

afterEach(cleanup)

const now = Date.parse('2026-11-24T10:00:00Z')
const live = { state: 'live', since: 0 } as const
const seenOf = (pod: object, change: Partial<SeenObject> = {}): SeenObject => ({
  ...unseenObject,
  object: { uid: 'u1', detail: describePod(pod), yaml: '' },
  ...change,
})

function show(seen: SeenObject, connection: { state: 'live' | 'offline'; since: number } = live) {
  const onShowNew = vi.fn()
  render(
    <NowContext value={now}>
      <Notice seen={seen} connection={connection} kind="Pod" onShowNew={onShowNew} />
    </NowContext>,
  )
  return onShowNew
}

test('over an object that is well there is nothing', () => {
  show(seenOf({}))
  expect(screen.queryByRole('status')).toBeNull()
})

test('a deleted object says when, and offers no namesake where there is none', () => {
  show(seenOf({}, { goneAt: now }))
  expect(screen.getByRole('status').textContent).toMatch(
    /This Pod was deleted at \d\d:\d\d; what stands here is how it was/,
  )
  expect(screen.queryByRole('button')).toBeNull()
})

test('its namesake is one press away', () => {
  const onShowNew = show(seenOf({}, { goneAt: now, replaced: true }))
  fireEvent.click(screen.getByRole('button', { name: 'Show the new one' }))
  expect(onShowNew).toHaveBeenCalledOnce()
})

test('an object that is being deleted says since when, its grace, and who holds it', () => {
  show(
    seenOf({
      metadata: {
        deletionTimestamp: '2026-11-24T10:00:20Z',
        deletionGracePeriodSeconds: 30,
        finalizers: ['shop.example/backup'],
      },
    }),
  )
  expect(screen.getByRole('status').textContent).toBe(
    'This Pod is being deleted: asked 10s ago, with 30s of grace. shop.example/backup must let it go first.',
  )
})

test('what cannot be read now, and a lost connection, are told over what was seen last', () => {
  const problem = { code: 'forbidden', sentence: 'ann may not get pods.', detail: null }
  show(seenOf({}, { problem }), { state: 'offline', since: now })
  const [refused, late] = screen.getAllByRole('status')
  expect(refused?.textContent).toBe("It can't be read now: ann may not get pods.")
  expect(late?.textContent).toMatch(/This is how it was at \d\d:\d\d/)
})
