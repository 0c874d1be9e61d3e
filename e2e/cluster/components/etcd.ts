import { join } from 'node:path'
import { type Component, flagsOf } from './component'

/** Plain HTTP on loopback, without fsync: what it holds is made for tests. */
export const etcd: Component = {
  name: 'etcd',
  toolSet: 'etcd',
  ports: ({ ports }) => [ports.etcd, ports.etcdPeer],
  flags({ ports, folder }) {
    const client = `http://127.0.0.1:${ports.etcd}`
    const peer = `http://127.0.0.1:${ports.etcdPeer}`
    return [
      ...flagsOf({
        name: 'quarterdeck',
        'data-dir': join(folder, 'etcd'),
        'listen-client-urls': client,
        'advertise-client-urls': client,
        'listen-peer-urls': peer,
        'initial-advertise-peer-urls': peer,
        'initial-cluster': `quarterdeck=${peer}`,
        'quota-backend-bytes': 8 * 1024 ** 3,
        'snapshot-count': 50_000,
        'log-level': 'warn',
      }),
      '--unsafe-no-fsync',
    ]
  },
  patience: 30,
  isReady: (probe, { ports }) => probe.isHealthy(`http://127.0.0.1:${ports.etcd}/health`),
}
