import { setTimeout as delay } from 'node:timers/promises'
import { type ApiClient, checkSuccess } from '@/e2e/cluster/client'
import { Failure } from '@/e2e/cluster/failure'
import { rolloutNames, rolloutNamespace } from './rollouts'
import { demoImage } from './workload'

interface Rollout {
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } }
  }
  readonly status?: { readonly phase?: string }
}

const path = `/apis/argoproj.io/v1alpha1/namespaces/${rolloutNamespace}/rollouts`

/** Gives each rollout that still has its first image a second one, once it is healthy: it then stops where it should. */
export async function advanceRollouts(client: ApiClient): Promise<void> {
  const waiting = new Set<string>(rolloutNames)
  for (let attempt = 0; attempt < 240 && waiting.size > 0; attempt++) {
    if (attempt > 0) await delay(500)
    const { items } = await client.get<{ items: readonly Rollout[] }>(path)
    for (const { metadata, spec, status } of items) {
      const isFirst = spec.template.spec.containers[0]?.image === demoImage(metadata.name)
      if (isFirst && status?.phase !== 'Healthy') continue
      if (isFirst) await setImage(client, metadata.name)
      waiting.delete(metadata.name)
    }
  }
  if (waiting.size === 0) return
  throw new Failure(
    `The rollouts ${[...waiting].join(', ')} did not become healthy: look at the log of rollouts-controller.`,
  )
}

async function setImage(client: ApiClient, name: string): Promise<void> {
  const image = { op: 'replace', path: '/spec/template/spec/containers/0/image', value: demoImage(name, '2.0.0') }
  const options = { body: [image], contentType: 'application/json-patch+json' }
  checkSuccess(await client.request('PATCH', `${path}/${name}`, options), `give ${name} a second revision`)
}
