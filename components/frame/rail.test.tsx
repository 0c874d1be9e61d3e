// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { destinations } from './destinations'
import { usePlace } from './place'
import { Rail } from './rail'

vi.mock('next/navigation', () => ({
  usePathname: () => window.location.pathname,
  useSearchParams: () => new URLSearchParams(window.location.search),
}))

afterEach(cleanup)

function Here() {
  return <Rail place={usePlace('kind')} />
}

function renderAt(address: string) {
  window.history.replaceState(null, '', address)
  render(<Here />)
  return within(screen.getByRole('navigation', { name: 'Pages' }))
}

test.each([
  ['/kind', 'Overview'],
  ['/kind/problems?sort=since', 'Problems'],
  ['/kind/pods/shop/web-0', 'Pods'],
  ['/kind/workloads/shop/deployment/web', 'Workloads'],
  ['/kind/logs?namespace=shop&pod=web-0', undefined],
])('at %s it marks %s', (address, name) => {
  const marked = renderAt(address)
    .getAllByRole('link')
    .filter((link) => link.getAttribute('aria-current') === 'page')
  expect(marked.map(({ textContent }) => textContent)).toEqual(name === undefined ? [] : [name])
})

test('the chosen namespaces go along within the cluster, and not to what is of all clusters', () => {
  const rail = renderAt('/kind/pods?namespace=shop&q=web')
  expect(rail.getByRole('link', { name: 'Problems' }).getAttribute('href')).toBe('/kind/problems?namespace=shop')
  expect(rail.getByRole('link', { name: 'Audit' }).getAttribute('href')).toBe('/audit')
})

test('each page has a letter of its own', () => {
  const letters = destinations.map(({ letter }) => letter)
  expect(new Set(letters).size).toBe(letters.length)
})
