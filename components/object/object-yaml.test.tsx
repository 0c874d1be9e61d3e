// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ShownObjectContext } from '@/components/ui/object/shown-object'
import { describeWorkload } from '@/lib/objects/details/workload'
import { ObjectYaml } from './object-yaml'

const address = vi.hoisted(() => ({ query: '' }))
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(address.query) }))
afterEach(cleanup)

const yaml =
  'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: main\n          image: web\n'

function show(query: string) {
  address.query = query
  const detail = describeWorkload('Deployment', {}, { standing: null, revisions: [], jobs: [] })
  render(
    <ShownObjectContext value={{ cluster: 'kind', uid: 'u1', detail, yaml, row: undefined, gone: false }}>
      <ObjectYaml />
    </ShownObjectContext>,
  )
  const marked = screen.getByRole('region', { name: 'YAML text' }).querySelectorAll('[aria-current]')
  return { marked: [...marked].map((line) => line.textContent?.trim()), said: screen.getByRole('status').textContent }
}

test.each<[string, string, readonly string[], string]>([
  ['no field', '', [], '7 lines, without managedFields; values of Secrets are hidden.'],
  ['a field', 'field=spec.template.spec.containers[main].image', ['image: web'], 'It is line 7.'],
  [
    'a field that is not set',
    'field=spec.template.spec.containers[main].readinessProbe',
    ['- name: main'],
    'readinessProbe is not set; it belongs below line 6.',
  ],
])('of %s in the address the line is marked and told', (_, query, marked, said) => {
  expect(show(query)).toEqual({ marked, said })
})
