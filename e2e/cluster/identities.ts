/** A certificate to make: with `names` it serves, without it signs a client in. */
export interface Certificate {
  readonly file: string
  readonly subject: string
  readonly authority?: 'ca' | 'front-proxy-ca'
  /** Subject alternative names, `DNS:…` or `IP:…`. */
  readonly names?: readonly string[]
}

const loopback = ['DNS:localhost', 'IP:127.0.0.1']
const serviceNames = [
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
]

export const servingCertificates: readonly Certificate[] = [
  {
    file: 'apiserver',
    subject: '/CN=kube-apiserver',
    names: [...loopback, ...serviceNames.map((name) => `DNS:${name}`), 'IP:10.96.0.1'],
  },
  { file: 'controller-manager', subject: '/CN=kube-controller-manager', names: loopback },
  { file: 'scheduler', subject: '/CN=kube-scheduler', names: loopback },
  { file: 'kubelet', subject: '/CN=kwok', names: loopback },
  // the aggregator verifies the name of the Service that it calls
  {
    file: 'metrics-server',
    subject: '/CN=metrics-server',
    names: [...loopback, 'DNS:metrics-server.kube-system.svc'],
  },
]

/** Service accounts in the namespace `quarterdeck`, by the kubeconfig that carries their token. */
export const serviceAccounts = { 'dashboard-sa': 'dashboard', 'viewer-sa': 'viewer' } as const

/** Those who have a kubeconfig for tests; what each may do is in bootstrap/people.ts. */
export type UserName = 'admin' | 'sre' | 'release' | 'stakeholder' | 'nobody' | keyof typeof serviceAccounts

export const groups = {
  sre: 'quarterdeck:sre',
  release: 'quarterdeck:release-managers',
  stakeholder: 'quarterdeck:stakeholders',
  nobody: 'quarterdeck:none',
} as const

const client = (file: string, name: string, group?: string): Certificate => ({
  file,
  subject: group === undefined ? `/CN=${name}` : `/O=${group}/CN=${name}`,
})

/** Users whose kubeconfig carries a client certificate. kwok as system:masters is exempt from priority and fairness. */
export const certificateUsers: readonly Certificate[] = [
  client('admin', 'admin', 'system:masters'),
  client('sre', 'sre-anna', groups.sre),
  client('release', 'release-rui', groups.release),
  client('stakeholder', 'stakeholder-sam', groups.stakeholder),
  client('nobody', 'nobody-nia', groups.nobody),
  client('kwok', 'kwok', 'system:masters'),
  client('kube-controller-manager', 'system:kube-controller-manager'),
  client('kube-scheduler', 'system:kube-scheduler'),
  client('metrics-server-client', 'metrics-server'),
  client('kube-state-metrics', 'kube-state-metrics'),
  client('prometheus', 'prometheus'),
  client('argo-rollouts', 'argo-rollouts'),
]

export const clientCertificates: readonly Certificate[] = [
  ...certificateUsers,
  client('kubelet-client', 'kube-apiserver-kubelet-client', 'system:masters'),
  { ...client('front-proxy-client', 'front-proxy-client'), authority: 'front-proxy-ca' },
]
