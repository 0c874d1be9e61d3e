/** The Go modules under modules/: each builds the commands that its go.mod names as tools. */
export interface ToolSet {
  readonly name: ToolSetName
  readonly binaries: readonly string[]
  /** Go package path to the value that the linker writes into it. */
  readonly stamps?: Readonly<Record<string, string>>
  /** Binaries that the module's own name would make unclear: built name to ours. */
  readonly renamed?: Readonly<Record<string, string>>
  /** Files of a module in the build, copied beside the binaries. */
  readonly files?: { readonly module: string; readonly folder: string; readonly ending: string; readonly into: string }
}

export type ToolSetName =
  | 'etcd'
  | 'kubernetes'
  | 'kwok'
  | 'metrics-server'
  | 'argo-rollouts'
  | 'kube-state-metrics'
  | 'prometheus'

const kubernetesVersion = { major: '1', minor: '36', patch: '3' }
export const kubernetesGitVersion = `v${kubernetesVersion.major}.${kubernetesVersion.minor}.${kubernetesVersion.patch}`

export const toolSets: readonly ToolSet[] = [
  { name: 'etcd', binaries: ['etcd'], renamed: { server: 'etcd' } },
  {
    name: 'kubernetes',
    binaries: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'],
    stamps: {
      'k8s.io/component-base/version.gitVersion': kubernetesGitVersion,
      'k8s.io/component-base/version.gitMajor': kubernetesVersion.major,
      'k8s.io/component-base/version.gitMinor': kubernetesVersion.minor,
    },
  },
  { name: 'kwok', binaries: ['kwok'] },
  { name: 'metrics-server', binaries: ['metrics-server'] },
  {
    name: 'argo-rollouts',
    binaries: ['rollouts-controller', 'kubectl-argo-rollouts'],
    files: { module: 'github.com/argoproj/argo-rollouts', folder: 'manifests/crds', ending: '-crd.yaml', into: 'crds' },
  },
  { name: 'kube-state-metrics', binaries: ['kube-state-metrics'] },
  { name: 'prometheus', binaries: ['prometheus'] },
]
