/** Records what people and the dashboard do, not the machinery; never the bodies of Secrets or tokens. */
export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    {
      level: 'None',
      users: [
        ...['kwok', 'system:kube-scheduler', 'system:kube-controller-manager', 'system:apiserver'],
        ...['kube-state-metrics', 'prometheus', 'metrics-server', 'argo-rollouts'],
      ],
    },
    { level: 'None', userGroups: ['system:serviceaccounts:kube-system', 'system:nodes'] },
    { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/metrics', '/version', '/openapi/*'] },
    // the loader signs in as admin: only that it wrote
    { level: 'None', users: ['admin'], verbs: ['get', 'list', 'watch'] },
    { level: 'Metadata', users: ['admin'] },
    {
      level: 'Metadata',
      resources: [
        { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
        { group: 'authentication.k8s.io', resources: ['*'] },
      ],
    },
    { level: 'RequestResponse', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    { level: 'Metadata' },
  ],
} as const
