import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { realClusterFolder } from '@/e2e/target/real-cluster'
import { running } from '@/e2e/target/running'
import { connectionOf, openApiServer } from './api-server'
import { openDashboard } from './dashboard'
import { makeAccounts } from './dashboard-accounts'
import { runDifferential } from './differential'
import { revokeOften } from './revocations'

test.skip(running().target !== 'cluster', 'Rights are the API server’s own: only the real one is asked.')

const worlds = 6
const revocations = 3

test('everybody sees what the API server lists for them, and loses sight of it with the right', async () => {
  test.setTimeout(240_000)
  const connection = connectionOf(join(realClusterFolder, 'kubeconfig', 'admin'))
  const api = openApiServer(connection)
  const identities = { ...(await makeAccounts(api)), server: connection.origin, ca: connection.tls.ca }
  const dashboard = await openDashboard(identities)
  try {
    const tally = await runDifferential({ api, dashboard, seed: 1, worlds, progress: () => undefined })
    expect(tally.differences).toEqual([])
    expect(tally.rows).toBeGreaterThan(0)
    const { differences } = await revokeOften(api, dashboard, revocations)
    expect(differences).toEqual([])
  } finally {
    await dashboard.close()
    await api.close()
  }
})
