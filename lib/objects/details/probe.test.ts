import { expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { podSpec } from './pod-fields'
import { probeWords } from './probe'

const ports = [{ name: 'http', containerPort: 8080 }]

test.each<[object, string]>([
  [
    {
      httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' },
      periodSeconds: 10,
      failureThreshold: 3,
      initialDelaySeconds: 5,
    },
    'GET :8080/ready every 10 s, fails after 3 misses (30 s), starts after 5 s',
  ],
  [{ httpGet: { path: '/', port: 8443, scheme: 'HTTPS' } }, 'GET https :8443/ every 10 s, fails after 3 misses (30 s)'],
  [{ httpGet: { port: 'metrics' } }, 'GET :metrics/ every 10 s, fails after 3 misses (30 s)'],
  [
    { tcpSocket: { port: 5432 }, periodSeconds: 5, failureThreshold: 1, timeoutSeconds: 3 },
    'connect to :5432 every 5 s, fails after 1 miss (5 s), waits 3 s for an answer',
  ],
  [
    { exec: { command: ['pg_isready', '-U', 'postgres'] }, failureThreshold: 30, successThreshold: 2 },
    'run pg_isready -U postgres every 10 s, fails after 30 misses (5 min), passes after 2 in a row',
  ],
  [{ grpc: { port: 9090, service: 'shop' } }, 'gRPC health of :9090 shop every 10 s, fails after 3 misses (30 s)'],
  [{}, 'an unknown check every 10 s, fails after 3 misses (30 s)'],
])('a probe %o reads: %s', (readinessProbe, words) => {
  const spec = keep(podSpec, { containers: [{ name: 'main', ports, readinessProbe }] })
  const container = spec.containers[0]
  expect(container?.readinessProbe && probeWords(container.readinessProbe, container.ports)).toBe(words)
})
