import { readFileSync } from 'node:fs'
import type { Manifest } from '@/e2e/cluster/manifest'
import { type ClusterSpec, certificateFile } from '@/e2e/cluster/spec'

/** metrics.k8s.io, without a cluster network: EndpointSlices cannot hold 127.0.0.1, an external name can. */
export function metricsApiObjects(spec: ClusterSpec): readonly Manifest[] {
  const name = { name: 'metrics-server', namespace: 'kube-system' }
  const port = spec.ports.metricsServer
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: name,
    spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port, protocol: 'TCP' }] },
  }
  const apiService = {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1beta1.metrics.k8s.io' },
    spec: {
      group: 'metrics.k8s.io',
      version: 'v1beta1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      caBundle: readFileSync(certificateFile(spec, 'ca')).toString('base64'),
      service: { ...name, port },
    },
  }
  return [service, apiService]
}
