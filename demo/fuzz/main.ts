// `node --import ./typescript.mjs demo/fuzz/main.ts [SECONDS] [SEED]`: random requests against a living cluster in this process.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createApiServer } from '@/demo/api/server'
import { createCluster } from '@/demo/cluster'
import { createRandom } from '@/demo/random'
import { findStory } from '@/demo/story/stories'
import { fuzz } from './fuzz'

const [seconds = '600', seed = '1'] = process.argv.slice(2)
const cluster = createCluster({ pods: 400, churn: 20, seed, now: Date.now(), story: findStory('shop') })
const server = createApiServer(cluster)
server.listen(0, '127.0.0.1')
await once(server, 'listening')
// A listening TCP server has an address of this shape.
const { port } = server.address() as AddressInfo
const end = Date.now() + Number(seconds) * 1000
const { requests, codes, unintended } = await fuzz(
  { cluster, port, random: createRandom(seed) },
  () => Date.now() < end,
)
server.close()
server.closeAllConnections()
const minutes = (cluster.clock.elapsed() / 60_000).toFixed(1)
const megabytes = Math.round(process.memoryUsage.rss() / 1024 / 1024)
console.log(`${requests} requests in ${seconds} s, ${minutes} minutes of the cluster, ${megabytes} MB`)
console.log(
  [...codes]
    .sort(([a], [b]) => a - b)
    .map(([code, count]) => `${code || 'none'}: ${count}`)
    .join(', '),
)
for (const each of unintended) console.error(each)
console.log(`${unintended.length} answers that were not intended`)
process.exitCode = unintended.length > 0 ? 1 : 0
