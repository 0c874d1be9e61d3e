import type { AnalysisRun, AnalysisTemplate, Rollout } from './argo-objects'
import type { HorizontalPodAutoscaler, PodDisruptionBudget } from './autoscaling-objects'
import type {
  ClusterEvent,
  ConfigMap,
  ControllerRevision,
  Lease,
  LimitRange,
  PersistentVolume,
  PersistentVolumeClaim,
  PriorityClass,
  ResourceQuota,
  Secret,
  ServiceAccount,
  StorageClass,
} from './core-objects'
import type { EndpointSlice, Ingress, Service } from './network-objects'
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  KubeObject,
  Namespace,
  Node,
  Pod,
  ReplicaSet,
  StatefulSet,
} from './objects'
import type { Role, RoleBinding } from './rbac-objects'
import type { ResourceName } from './types'

interface Shaped {
  namespaces: Namespace
  nodes: Node
  pods: Pod
  services: Service
  configmaps: ConfigMap
  secrets: Secret
  serviceaccounts: ServiceAccount
  events: ClusterEvent
  persistentvolumeclaims: PersistentVolumeClaim
  persistentvolumes: PersistentVolume
  storageclasses: StorageClass
  resourcequotas: ResourceQuota
  limitranges: LimitRange
  deployments: Deployment
  replicasets: ReplicaSet
  statefulsets: StatefulSet
  daemonsets: DaemonSet
  controllerrevisions: ControllerRevision
  jobs: Job
  cronjobs: CronJob
  horizontalpodautoscalers: HorizontalPodAutoscaler
  poddisruptionbudgets: PodDisruptionBudget
  ingresses: Ingress
  endpointslices: EndpointSlice
  leases: Lease
  priorityclasses: PriorityClass
  roles: Role
  rolebindings: RoleBinding
  clusterroles: Role
  clusterrolebindings: RoleBinding
  rollouts: Rollout
  analysisruns: AnalysisRun
  analysistemplates: AnalysisTemplate
  clusteranalysistemplates: AnalysisTemplate
}

/** The shape of each type's objects; types that nothing in here looks into are plain. */
export type ObjectTypes = { [Name in ResourceName]: Name extends keyof Shaped ? Shaped[Name] : KubeObject }
