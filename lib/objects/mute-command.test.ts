import { expect, test } from 'vitest'
import { muteCommand } from './mute-command'

test('what is muted stays muted, and no code is there twice', () => {
  const web = { kind: 'Deployment', namespace: 'shop', name: 'web' }
  expect(muteCommand(web, ['no-requests', 'latest-tag', 'no-requests'])).toBe(
    'kubectl annotate deployment/web -n shop --overwrite quarterdeck.dev/mute-advice=latest-tag,no-requests',
  )
})
