import { join } from 'node:path'
import { publicKeyFile } from '@/e2e/cluster/certificates'
import { type ClusterSpec, certificateFile, keyFile, serverUrl } from '@/e2e/cluster/spec'
import { auditPolicy } from './audit-policy'
import { type Component, flagsOf } from './component'

const auditPolicyFile = (spec: ClusterSpec): string => join(spec.folder, 'audit-policy.json')
export const auditLogFile = (spec: ClusterSpec): string => join(spec.folder, 'log', 'audit.log')

export const kubeApiServer: Component = {
  name: 'kube-apiserver',
  toolSet: 'kubernetes',
  ports: ({ ports }) => [ports.apiServer],
  flags: (spec) => [
    ...servingFlags(spec),
    ...serviceAccountFlags(spec),
    ...aggregationFlags(spec),
    ...kubeletFlags(spec),
    ...auditFlags(spec),
  ],
  files: (spec) => ({ [auditPolicyFile(spec)]: JSON.stringify(auditPolicy, null, 2) }),
  patience: 120,
  isReady: (probe, spec) => probe.isHealthy(`${serverUrl(spec)}/readyz`),
}

const servingFlags = (spec: ClusterSpec) =>
  flagsOf({
    'etcd-servers': `http://127.0.0.1:${spec.ports.etcd}`,
    'bind-address': '127.0.0.1',
    'secure-port': spec.ports.apiServer,
    'tls-cert-file': certificateFile(spec, 'apiserver'),
    'tls-private-key-file': keyFile(spec, 'apiserver'),
    'client-ca-file': certificateFile(spec, 'ca'),
    'anonymous-auth': false,
    'authorization-mode': 'Node,RBAC',
    'service-cluster-ip-range': '10.96.0.0/16',
    'endpoint-reconciler-type': 'none',
    'allow-privileged': true,
    profiling: false,
    'event-ttl': '2h',
    'max-requests-inflight': 1500,
    'max-mutating-requests-inflight': 800,
  })

const serviceAccountFlags = (spec: ClusterSpec) =>
  flagsOf({
    'service-account-key-file': publicKeyFile(spec),
    'service-account-signing-key-file': keyFile(spec, 'service-account'),
    'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
  })

const aggregationFlags = (spec: ClusterSpec) =>
  flagsOf({
    'requestheader-client-ca-file': certificateFile(spec, 'front-proxy-ca'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'proxy-client-cert-file': certificateFile(spec, 'front-proxy-client'),
    'proxy-client-key-file': keyFile(spec, 'front-proxy-client'),
  })

/** Every node has the external name localhost, so calls to kubelets reach kwok while its other addresses look real. */
const kubeletFlags = (spec: ClusterSpec) =>
  flagsOf({
    'kubelet-certificate-authority': certificateFile(spec, 'ca'),
    'kubelet-client-certificate': certificateFile(spec, 'kubelet-client'),
    'kubelet-client-key': keyFile(spec, 'kubelet-client'),
    'kubelet-preferred-address-types': 'ExternalDNS',
  })

const auditFlags = (spec: ClusterSpec) =>
  flagsOf({
    'audit-policy-file': auditPolicyFile(spec),
    'audit-log-path': auditLogFile(spec),
    'audit-log-maxsize': 100,
    'audit-log-maxbackup': 1,
  })
