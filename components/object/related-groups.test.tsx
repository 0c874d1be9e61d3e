// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { RelatedEntry } from '@/lib/objects/related-groups'
import { RelatedGroups } from './related-groups'

afterEach(cleanup)

const entry = (kind: string, name: string, more: Partial<RelatedEntry> = {}): RelatedEntry => ({
  key: `${kind}/${name}`,
  kind,
  name,
  health: null,
  state: '',
  words: [],
  parts: [],
  ...more,
})

function show(...entries: readonly RelatedEntry[]) {
  render(<RelatedGroups cluster="kind" namespace="shop" groups={[{ title: 'Services', entries }]} />)
}

test('a related object stands under its kind, with its state and numbers', () => {
  const slice = entry('EndpointSlice', 'web-x1', { health: 'healthy', state: '2 of 2 endpoints ready' })
  show(
    entry('Service', 'web', {
      health: 'degraded',
      state: '2 of 3 endpoints ready',
      words: ['ClusterIP, 80'],
      parts: [slice],
    }),
  )
  expect(screen.getByRole('term').textContent).toBe('Services')
  const [line] = within(screen.getByRole('definition')).getAllByRole('listitem')
  expect(line?.querySelector('p')?.textContent).toBe('\u0020web 2 of 3 endpoints ready · ClusterIP, 80')
  expect(screen.getByText('1 EndpointSlice')).toBeDefined()
})

test('only what has a page is a link', () => {
  show(entry('Service', 'web'), entry('Deployment', 'api'))
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/kind/workloads/shop/deployment/api',
  ])
})

test('a state without a word is named by its shape', () => {
  show(entry('Service', 'web', { health: 'failed' }))
  expect(screen.getByRole('img', { name: 'Failed' })).toBeDefined()
})
