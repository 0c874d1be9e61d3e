import { setTimeout as delay } from 'node:timers/promises'
import { teamBindings } from '@/e2e/cluster/bootstrap/people'
import type { ApiClient } from '@/e2e/cluster/client'
import { concurrently } from '@/e2e/cluster/concurrently'
import { Failure } from '@/e2e/cluster/failure'
import type { Manifest } from '@/e2e/cluster/manifest'

export const teamName = (index: number): string => `team-${String(index).padStart(2, '0')}`

const tiers = ['gold', 'silver', 'bronze']

/** A namespace with its Secrets, configuration and rights. */
function teamManifests(index: number): readonly Manifest[] {
  const team = teamName(index)
  const labels = { team, tier: tiers[index % tiers.length] ?? '' }
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: team, labels } }
  const settings = [0, 1].flatMap((number) => [secret(team, number), configMap(team, number)])
  return [namespace, ...settings, ...teamBindings(team, index)]
}

/** Canary strings: one that shows up where it must not proves the leak. */
function secret(team: string, number: number): Manifest {
  const canary = `CANARY-SECRET-${team}-${number}`
  const manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `app-secret-${number}`, namespace: team },
    type: 'Opaque',
    stringData: { token: `${canary}-7f3a9c`, password: `${canary}-pw` },
  }
  return manifest
}

function configMap(team: string, number: number): Manifest {
  const canary = `CANARY-CONFIG-${team}-${number}-51bd`
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `app-config-${number}`, namespace: team },
    data: { 'app.yaml': `# ${canary}\nlog: info\nreplicas: 3\n`, FEATURE: 'on' },
  }
  return manifest
}

/** Resolves when every team also has its service account, without which no pod is admitted. */
export async function createTeams(client: ApiClient, count: number): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index)
  await concurrently(indexes, 12, async (index) => {
    for (const manifest of teamManifests(index)) await client.ensure(manifest)
  })
  await defaultAccounts(client, indexes.map(teamName))
}

interface AccountList {
  readonly items: readonly { readonly metadata: { readonly namespace: string } }[]
}

async function defaultAccounts(client: ApiClient, namespaces: readonly string[]): Promise<void> {
  const path = '/api/v1/serviceaccounts?fieldSelector=metadata.name=default'
  for (let attempt = 0; attempt < 300; attempt++) {
    const { items } = await client.get<AccountList>(path)
    const have = new Set(items.map(({ metadata }) => metadata.namespace))
    if (namespaces.every((name) => have.has(name))) return
    await delay(200)
  }
  throw new Failure(
    'The namespaces got no service account within a minute: look at the log of kube-controller-manager.',
  )
}
