// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { WhyNot } from './why-not'

afterEach(cleanup)

test('it names each right that is missing as kubectl asks for it', () => {
  const rights = [
    { verb: 'get', resource: 'pods/log', namespace: 'shop' },
    { verb: 'get', resource: 'secret/db', namespace: 'shop' },
    { verb: 'list', resource: 'nodes', namespace: null },
  ]
  render(<WhyNot what="Read logs" sentence="You may not." rights={rights} />)
  expect(document.querySelector('pre')?.textContent).toBe(
    [
      'kubectl auth can-i get pods --subresource=log -n shop',
      'kubectl auth can-i get secret/db -n shop',
      'kubectl auth can-i list nodes',
    ].join('\n'),
  )
})

test('it is no button and says nothing until somebody asks', () => {
  render(<WhyNot what="Share a view" sentence="You came by a shared link." />)
  expect(screen.queryByRole('button')).toBeNull()
  expect(document.querySelector('details')?.open).toBe(false)
})
