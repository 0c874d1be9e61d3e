import { expect, test } from 'vitest'
import { kubectlGet } from './kubectl'

test('one command for each namespace, none for what has no namespace', () => {
  expect(
    kubectlGet([
      { resource: 'deployment', namespace: 'shop', name: 'web' },
      { resource: 'job', namespace: 'mail', name: 'send' },
      { resource: 'cronjob', namespace: 'shop', name: 'tidy' },
      { resource: 'node', namespace: null, name: 'n1' },
    ]),
  ).toBe('kubectl get -n shop deployment/web cronjob/tidy\nkubectl get -n mail job/send\nkubectl get node/n1')
})
