import { expect, test } from '@playwright/test'
import { running } from '@/e2e/target/running'
import { kinds } from '@/lib/kube/kinds/all'
import { readTwice } from './wire'

const isReal = running().target === 'cluster'

for (const kind of Object.values(kinds))
  test(`${kind.resource} are the same objects whether they come as protobuf or as JSON`, async () => {
    const { json, preferred } = await readTwice(kind)
    expect(json.format).toBe('json')
    expect(preferred.format).toBe(isReal ? 'protobuf' : 'json')
    // The demo speaks JSON only, so there is nothing to tell apart.
    if (isReal) expect(json.objects.length).toBeGreaterThan(0)
    expect(preferred.objects).toEqual(json.objects)
  })
