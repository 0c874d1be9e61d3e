// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useSyncExternalStore } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Tabs, useTab } from './tabs'

// As Next does it: what is written to the history is what `useSearchParams` gives.
vi.mock('next/navigation', () => ({
  useSearchParams: () => new URLSearchParams(useSyncExternalStore(followAddress, () => window.location.search)),
}))

const followers = new Set<() => void>()
function followAddress(listener: () => void) {
  followers.add(listener)
  return () => followers.delete(listener)
}
const pushState = window.history.pushState.bind(window.history)
window.history.pushState = (...step) => {
  pushState(...step)
  for (const follower of followers) follower()
}

afterEach(() => {
  cleanup()
  window.history.replaceState(null, '', '/')
})

const tabs = [
  { key: 'overview', label: 'Overview', panel: 'all of it' },
  { key: 'events', label: 'Events', panel: 'what happened' },
  { key: 'yaml', label: 'YAML', panel: 'kind: Pod' },
]

function Page() {
  const { key, shown, choose } = useTab(tabs)
  return (
    <>
      <Tabs tabs={tabs} chosen={key} onChoose={choose} />
      {shown?.panel}
    </>
  )
}

const chosen = () => screen.getByRole('tab', { selected: true }).textContent

test('the first tab has the bare address, every other its name in it', () => {
  render(<Page />)
  expect(chosen()).toBe('Overview')
  fireEvent.click(screen.getByRole('tab', { name: 'YAML' }))
  expect(window.location.search).toBe('?tab=yaml')
  expect(screen.getByText('kind: Pod')).toBeDefined()
  fireEvent.click(screen.getByRole('tab', { name: 'Overview' }))
  expect(window.location.search).toBe('')
})

test('arrows move along the tabs and round their ends, and take the focus along', () => {
  render(<Page />)
  fireEvent.keyDown(screen.getByRole('tablist'), { key: 'ArrowLeft' })
  expect(chosen()).toBe('YAML')
  expect(document.activeElement?.textContent).toBe('YAML')
  fireEvent.keyDown(screen.getByRole('tablist'), { key: 'ArrowRight' })
  expect(chosen()).toBe('Overview')
})

test('an address that names no tab of this page shows the first', () => {
  window.history.replaceState(null, '', '/?tab=metrics')
  render(<Page />)
  expect(chosen()).toBe('Overview')
})
