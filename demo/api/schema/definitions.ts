// Reduced by reduce.ts from the OpenAPI document of Kubernetes v1.36.3: the fields of every type, by name.
// s string, i int32, l int64, b bool, y bytes, n number, q quantity, x int or string, t time, o not looked into,
// []list, {}map; @key merges by key (a set without one), ! retains keys, = replaces; #number in protobuf.
export const definitions = `
Affinity nodeAffinity:NodeAffinity#1 podAffinity:PodAffinity#2 podAntiAffinity:PodAntiAffinity#3
AggregationRule clusterRoleSelectors:[]LabelSelector#1
AppArmorProfile localhostProfile:s#2 type:s#1
AttachedVolume devicePath:s#2 name:s#1
Capabilities add:[]s#1 drop:[]s#2
ClientIPConfig timeoutSeconds:i#1
ClusterRole aggregationRule:AggregationRule#3 apiVersion:s kind:s metadata:ObjectMeta#1 rules:[]PolicyRule#2
ClusterRoleBinding apiVersion:s kind:s metadata:ObjectMeta#1 roleRef:RoleRef#3 subjects:[]Subject#2
ClusterTrustBundleProjection labelSelector:LabelSelector#3 name:s#1 optional:b#5 path:s#4 signerName:s#2
Condition lastTransitionTime:t#4 message:s#6 observedGeneration:l#3 reason:s#5 status:s#2 type:s#1
ConfigMap apiVersion:s binaryData:{}y#3 data:{}s#2 immutable:b#4 kind:s metadata:ObjectMeta#1
ConfigMapEnvSource name:s#1.1 optional:b#2
ConfigMapKeySelector key:s#2 name:s#1.1 optional:b#3
ConfigMapProjection items:[]KeyToPath#2 name:s#1.1 optional:b#4
ConfigMapVolumeSource defaultMode:i#3 items:[]KeyToPath#2 name:s#1.1 optional:b#4
Container args:[]s#4 command:[]s#3 env:[]EnvVar@name#7 envFrom:[]EnvFromSource#19 image:s#2 imagePullPolicy:s#14 lifecycle:Lifecycle#12 livenessProbe:Probe#10 name:s#1 ports:[]ContainerPort@containerPort#6 readinessProbe:Probe#11 resizePolicy:[]ContainerResizePolicy#23 resources:ResourceRequirements#8 restartPolicy:s#24 restartPolicyRules:[]ContainerRestartRule#25 securityContext:SecurityContext#15 startupProbe:Probe#22 stdin:b#16 stdinOnce:b#17 terminationMessagePath:s#13 terminationMessagePolicy:s#20 tty:b#18 volumeDevices:[]VolumeDevice@devicePath#21 volumeMounts:[]VolumeMount@mountPath#9 workingDir:s#5
ContainerExtendedResourceRequest containerName:s#1 requestName:s#3 resourceName:s#2
ContainerImage names:[]s#1 sizeBytes:l#2
ContainerPort containerPort:i#3 hostIP:s#5 hostPort:i#2 name:s#1 protocol:s#4
ContainerResizePolicy resourceName:s#1 restartPolicy:s#2
ContainerResourceMetricSource container:s#3 name:s#1 target:MetricTarget#2
ContainerResourceMetricStatus container:s#3 current:MetricValueStatus#2 name:s#1
ContainerRestartRule action:s#1 exitCodes:ContainerRestartRuleOnExitCodes#2
ContainerRestartRuleOnExitCodes operator:s#1 values:[]i#2
ContainerState running:ContainerStateRunning#2 terminated:ContainerStateTerminated#3 waiting:ContainerStateWaiting#1
ContainerStateRunning startedAt:t#1
ContainerStateTerminated containerID:s#7 exitCode:i#1 finishedAt:t#6 message:s#4 reason:s#3 signal:i#2 startedAt:t#5
ContainerStateWaiting message:s#2 reason:s#1
ContainerStatus allocatedResources:{}q#10 allocatedResourcesStatus:[]ResourceStatus@name#14 containerID:s#8 image:s#6 imageID:s#7 lastState:ContainerState#3 name:s#1 ready:b#4 resources:ResourceRequirements#11 restartCount:i#5 started:b#9 state:ContainerState#2 stopSignal:s#15 user:ContainerUser#13 volumeMounts:[]VolumeMountStatus@mountPath#12
ContainerUser linux:LinuxContainerUser#1
ControllerRevision apiVersion:s data:o#2 kind:s metadata:ObjectMeta#1 revision:l#3
CronJob apiVersion:s kind:s metadata:ObjectMeta#1 spec:CronJobSpec#2 status:CronJobStatus#3
CronJobSpec concurrencyPolicy:s#3 failedJobsHistoryLimit:i#7 jobTemplate:JobTemplateSpec#5 schedule:s#1 startingDeadlineSeconds:l#2 successfulJobsHistoryLimit:i#6 suspend:b#4 timeZone:s#8
CronJobStatus active:[]ObjectReference#1 lastScheduleTime:t#4 lastSuccessfulTime:t#5
CrossVersionObjectReference apiVersion:s#3 kind:s#1 name:s#2
DaemonEndpoint Port:i#1
DaemonSet apiVersion:s kind:s metadata:ObjectMeta#1 spec:DaemonSetSpec#2 status:DaemonSetStatus#3
DaemonSetCondition lastTransitionTime:t#3 message:s#5 reason:s#4 status:s#2 type:s#1
DaemonSetSpec minReadySeconds:i#4 revisionHistoryLimit:i#6 selector:LabelSelector#1 template:PodTemplateSpec#2 updateStrategy:DaemonSetUpdateStrategy#3
DaemonSetStatus collisionCount:i#9 conditions:[]DaemonSetCondition@type#10 currentNumberScheduled:i#1 desiredNumberScheduled:i#3 numberAvailable:i#7 numberMisscheduled:i#2 numberReady:i#4 numberUnavailable:i#8 observedGeneration:l#5 updatedNumberScheduled:i#6
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet#2 type:s#1
DeleteOptions apiVersion:s dryRun:[]s#5 gracePeriodSeconds:l#1 ignoreStoreReadErrorWithClusterBreakingPotential:b#6 kind:s orphanDependents:b#3 preconditions:Preconditions#2 propagationPolicy:s#4
Deployment apiVersion:s kind:s metadata:ObjectMeta#1 spec:DeploymentSpec#2 status:DeploymentStatus#3
DeploymentCondition lastTransitionTime:t#7 lastUpdateTime:t#6 message:s#5 reason:s#4 status:s#2 type:s#1
DeploymentSpec minReadySeconds:i#5 paused:b#7 progressDeadlineSeconds:i#9 replicas:i#1 revisionHistoryLimit:i#6 selector:LabelSelector#2 strategy:DeploymentStrategy!#4 template:PodTemplateSpec#3
DeploymentStatus availableReplicas:i#4 collisionCount:i#8 conditions:[]DeploymentCondition@type#6 observedGeneration:l#1 readyReplicas:i#7 replicas:i#2 terminatingReplicas:i#9 unavailableReplicas:i#5 updatedReplicas:i#3
DeploymentStrategy rollingUpdate:RollingUpdateDeployment#2 type:s#1
DownwardAPIProjection items:[]DownwardAPIVolumeFile#1
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector#2 mode:i#4 path:s#1 resourceFieldRef:ResourceFieldSelector#3
DownwardAPIVolumeSource defaultMode:i#2 items:[]DownwardAPIVolumeFile#1
EmptyDirVolumeSource medium:s#1 sizeLimit:q#2
Endpoint addresses:[]s#1 conditions:EndpointConditions#2 deprecatedTopology:{}s#5 hints:EndpointHints#8 hostname:s#3 nodeName:s#6 targetRef:ObjectReference#4 zone:s#7
EndpointConditions ready:b#1 serving:b#2 terminating:b#3
EndpointHints forNodes:[]ForNode#2 forZones:[]ForZone#1
EndpointPort appProtocol:s#4 name:s#1 port:i#3 protocol:s#2
EndpointSlice addressType:s#4 apiVersion:s endpoints:[]Endpoint#2 kind:s metadata:ObjectMeta#1 ports:[]EndpointPort#3
EnvFromSource configMapRef:ConfigMapEnvSource#2 prefix:s#1 secretRef:SecretEnvSource#3
EnvVar name:s#1 value:s#2 valueFrom:EnvVarSource#3
EnvVarSource configMapKeyRef:ConfigMapKeySelector#3 fieldRef:ObjectFieldSelector#1 fileKeyRef:FileKeySelector#5 resourceFieldRef:ResourceFieldSelector#2 secretKeyRef:SecretKeySelector#4
EphemeralContainer args:[]s#1.4 command:[]s#1.3 env:[]EnvVar@name#1.7 envFrom:[]EnvFromSource#1.19 image:s#1.2 imagePullPolicy:s#1.14 lifecycle:Lifecycle#1.12 livenessProbe:Probe#1.10 name:s#1.1 ports:[]ContainerPort@containerPort#1.6 readinessProbe:Probe#1.11 resizePolicy:[]ContainerResizePolicy#1.23 resources:ResourceRequirements#1.8 restartPolicy:s#1.24 restartPolicyRules:[]ContainerRestartRule#1.25 securityContext:SecurityContext#1.15 startupProbe:Probe#1.22 stdin:b#1.16 stdinOnce:b#1.17 targetContainerName:s#2 terminationMessagePath:s#1.13 terminationMessagePolicy:s#1.20 tty:b#1.18 volumeDevices:[]VolumeDevice@devicePath#1.21 volumeMounts:[]VolumeMount@mountPath#1.9 workingDir:s#1.5
Event action:s#12 apiVersion:s count:i#8 eventTime:t#10 firstTimestamp:t#6 involvedObject:ObjectReference#2 kind:s lastTimestamp:t#7 message:s#4 metadata:ObjectMeta#1 reason:s#3 related:ObjectReference#13 reportingComponent:s#14 reportingInstance:s#15 series:EventSeries#11 source:EventSource#5 type:s#9
EventSeries count:i#1 lastObservedTime:t#2
EventSource component:s#1 host:s#2
Eviction apiVersion:s deleteOptions:DeleteOptions#2 kind:s metadata:ObjectMeta#1
ExecAction command:[]s#1
ExternalMetricSource metric:MetricIdentifier#1 target:MetricTarget#2
ExternalMetricStatus current:MetricValueStatus#2 metric:MetricIdentifier#1
FieldSelectorAttributes rawSelector:s#1 requirements:[]FieldSelectorRequirement#2
FieldSelectorRequirement key:s#1 operator:s#2 values:[]s#3
FileKeySelector key:s#3 optional:b#4 path:s#2 volumeName:s#1
ForNode name:s#1
ForZone name:s#1
GRPCAction port:i#1 service:s#2
HPAScalingPolicy periodSeconds:i#3 type:s#1 value:i#2
HPAScalingRules policies:[]HPAScalingPolicy#2 selectPolicy:s#1 stabilizationWindowSeconds:i#3 tolerance:q#4
HTTPGetAction host:s#3 httpHeaders:[]HTTPHeader#5 path:s#1 port:x#2 scheme:s#4
HTTPHeader name:s#1 value:s#2
HTTPIngressPath backend:IngressBackend#2 path:s#1 pathType:s#3
HTTPIngressRuleValue paths:[]HTTPIngressPath#1
HorizontalPodAutoscaler apiVersion:s kind:s metadata:ObjectMeta#1 spec:HorizontalPodAutoscalerSpec#2 status:HorizontalPodAutoscalerStatus#3
HorizontalPodAutoscalerBehavior scaleDown:HPAScalingRules#2 scaleUp:HPAScalingRules#1
HorizontalPodAutoscalerCondition lastTransitionTime:t#3 message:s#5 reason:s#4 status:s#2 type:s#1
HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior#5 maxReplicas:i#3 metrics:[]MetricSpec#4 minReplicas:i#2 scaleTargetRef:CrossVersionObjectReference#1
HorizontalPodAutoscalerStatus conditions:[]HorizontalPodAutoscalerCondition@type#6 currentMetrics:[]MetricStatus#5 currentReplicas:i#3 desiredReplicas:i#4 lastScaleTime:t#2 observedGeneration:l#1
HostAlias hostnames:[]s#2 ip:s#1
HostIP ip:s#1
HostPathVolumeSource path:s#1 type:s#2
IPBlock cidr:s#1 except:[]s#2
ImageVolumeStatus imageRef:s#1
Ingress apiVersion:s kind:s metadata:ObjectMeta#1 spec:IngressSpec#2 status:IngressStatus#3
IngressBackend resource:TypedLocalObjectReference#3 service:IngressServiceBackend#4
IngressClass apiVersion:s kind:s metadata:ObjectMeta#1 spec:IngressClassSpec#2
IngressClassParametersReference apiGroup:s kind:s#2 name:s#3 namespace:s#5 scope:s#4
IngressClassSpec controller:s#1 parameters:IngressClassParametersReference#2
IngressLoadBalancerIngress hostname:s#2 ip:s#1 ports:[]IngressPortStatus#4
IngressLoadBalancerStatus ingress:[]IngressLoadBalancerIngress#1
IngressPortStatus error:s#3 port:i#1 protocol:s#2
IngressRule host:s#1 http:HTTPIngressRuleValue#2.1
IngressServiceBackend name:s#1 port:ServiceBackendPort#2
IngressSpec defaultBackend:IngressBackend#1 ingressClassName:s#4 rules:[]IngressRule#3 tls:[]IngressTLS#2
IngressStatus loadBalancer:IngressLoadBalancerStatus#1
IngressTLS hosts:[]s#1 secretName:s#2
Job apiVersion:s kind:s metadata:ObjectMeta#1 spec:JobSpec#2 status:JobStatus#3
JobCondition lastProbeTime:t#3 lastTransitionTime:t#4 message:s#6 reason:s#5 status:s#2 type:s#1
JobSpec activeDeadlineSeconds:l#3 backoffLimit:i#7 backoffLimitPerIndex:i#12 completionMode:s#9 completions:i#2 managedBy:s#15 manualSelector:b#5 maxFailedIndexes:i#13 parallelism:i#1 podFailurePolicy:PodFailurePolicy#11 podReplacementPolicy:s#14 selector:LabelSelector#4 successPolicy:SuccessPolicy#16 suspend:b#10 template:PodTemplateSpec#6 ttlSecondsAfterFinished:i#8
JobStatus active:i#4 completedIndexes:s#7 completionTime:t#3 conditions:[]JobCondition@type#1 failed:i#6 failedIndexes:s#10 ready:i#9 startTime:t#2 succeeded:i#5 terminating:i#11 uncountedTerminatedPods:UncountedTerminatedPods#8
JobTemplateSpec metadata:ObjectMeta#1 spec:JobSpec#2
KeyToPath key:s#1 mode:i#3 path:s#2
LabelSelector matchExpressions:[]LabelSelectorRequirement#2 matchLabels:{}s#1
LabelSelectorAttributes rawSelector:s#1 requirements:[]LabelSelectorRequirement#2
LabelSelectorRequirement key:s#1 operator:s#2 values:[]s#3
Lease apiVersion:s kind:s metadata:ObjectMeta#1 spec:LeaseSpec#2
LeaseSpec acquireTime:t#3 holderIdentity:s#1 leaseDurationSeconds:i#2 leaseTransitions:i#5 preferredHolder:s#7 renewTime:t#4 strategy:s#6
Lifecycle postStart:LifecycleHandler#1 preStop:LifecycleHandler#2 stopSignal:s#3
LifecycleHandler exec:ExecAction#1 httpGet:HTTPGetAction#2 sleep:SleepAction#4 tcpSocket:TCPSocketAction#3
LimitRange apiVersion:s kind:s metadata:ObjectMeta#1 spec:LimitRangeSpec#2
LimitRangeItem default:{}q#4 defaultRequest:{}q#5 max:{}q#2 maxLimitRequestRatio:{}q#6 min:{}q#3 type:s#1
LimitRangeSpec limits:[]LimitRangeItem#1
LinuxContainerUser gid:l#2 supplementalGroups:[]l#3 uid:l#1
LoadBalancerIngress hostname:s#2 ip:s#1 ipMode:s#3 ports:[]PortStatus#4
LoadBalancerStatus ingress:[]LoadBalancerIngress#1
LocalObjectReference name:s#1
LocalSubjectAccessReview apiVersion:s kind:s metadata:ObjectMeta#1 spec:SubjectAccessReviewSpec#2 status:SubjectAccessReviewStatus#3
MetricIdentifier name:s#1 selector:LabelSelector#2
MetricSpec containerResource:ContainerResourceMetricSource#7 external:ExternalMetricSource#5 object:ObjectMetricSource#2 pods:PodsMetricSource#3 resource:ResourceMetricSource#4 type:s#1
MetricStatus containerResource:ContainerResourceMetricStatus#7 external:ExternalMetricStatus#5 object:ObjectMetricStatus#2 pods:PodsMetricStatus#3 resource:ResourceMetricStatus#4 type:s#1
MetricTarget averageUtilization:i#4 averageValue:q#3 type:s#1 value:q#2
MetricValueStatus averageUtilization:i#3 averageValue:q#2 value:q#1
ModifyVolumeStatus status:s#2 targetVolumeAttributesClassName:s#1
Namespace apiVersion:s kind:s metadata:ObjectMeta#1 spec:NamespaceSpec#2 status:NamespaceStatus#3
NamespaceCondition lastTransitionTime:t#4 message:s#6 reason:s#5 status:s#2 type:s#1
NamespaceSpec finalizers:[]s#1
NamespaceStatus conditions:[]NamespaceCondition@type#2 phase:s#1
NetworkPolicy apiVersion:s kind:s metadata:ObjectMeta#1 spec:NetworkPolicySpec#2
NetworkPolicyEgressRule ports:[]NetworkPolicyPort#1 to:[]NetworkPolicyPeer#2
NetworkPolicyIngressRule from:[]NetworkPolicyPeer#2 ports:[]NetworkPolicyPort#1
NetworkPolicyPeer ipBlock:IPBlock#3 namespaceSelector:LabelSelector#2 podSelector:LabelSelector#1
NetworkPolicyPort endPort:i#3 port:x#2 protocol:s#1
NetworkPolicySpec egress:[]NetworkPolicyEgressRule#3 ingress:[]NetworkPolicyIngressRule#2 podSelector:LabelSelector#1 policyTypes:[]s#4
Node apiVersion:s kind:s metadata:ObjectMeta#1 spec:NodeSpec#2 status:NodeStatus#3
NodeAddress address:s#2 type:s#1
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm#2 requiredDuringSchedulingIgnoredDuringExecution:NodeSelector#1
NodeAllocatableResourceClaimStatus containers:[]s#2 resourceClaimName:s#1 resources:{}q#3
NodeCondition lastHeartbeatTime:t#3 lastTransitionTime:t#4 message:s#6 reason:s#5 status:s#2 type:s#1
NodeDaemonEndpoints kubeletEndpoint:DaemonEndpoint#1
NodeFeatures supplementalGroupsPolicy:b#1
NodeRuntimeHandler features:NodeRuntimeHandlerFeatures#2 name:s#1
NodeRuntimeHandlerFeatures recursiveReadOnlyMounts:b#1 userNamespaces:b#2
NodeSelector nodeSelectorTerms:[]NodeSelectorTerm#1
NodeSelectorRequirement key:s#1 operator:s#2 values:[]s#3
NodeSelectorTerm matchExpressions:[]NodeSelectorRequirement#1 matchFields:[]NodeSelectorRequirement#2
NodeSpec configSource:o#6 externalID:s#2 podCIDR:s#1 podCIDRs:[]s@#7 providerID:s#3 taints:[]Taint#5 unschedulable:b#4
NodeStatus addresses:[]NodeAddress@type#5 allocatable:{}q#2 capacity:{}q#1 conditions:[]NodeCondition@type#4 config:o#11 daemonEndpoints:NodeDaemonEndpoints#6 declaredFeatures:[]s#14 features:NodeFeatures#13 images:[]ContainerImage#8 nodeInfo:NodeSystemInfo#7 phase:s#3 runtimeHandlers:[]NodeRuntimeHandler#12 volumesAttached:[]AttachedVolume#10 volumesInUse:[]s#9
NodeSwapStatus capacity:l#1
NodeSystemInfo architecture:s#10 bootID:s#3 containerRuntimeVersion:s#6 kernelVersion:s#4 kubeProxyVersion:s#8 kubeletVersion:s#7 machineID:s#1 operatingSystem:s#9 osImage:s#5 swap:NodeSwapStatus#11 systemUUID:s#2
NonResourceAttributes path:s#1 verb:s#2
NonResourceRule nonResourceURLs:[]s#2 verbs:[]s#1
ObjectFieldSelector apiVersion:s#1 fieldPath:s#2
ObjectMeta annotations:{}s#12 creationTimestamp:t#8 deletionGracePeriodSeconds:l#10 deletionTimestamp:t#9 finalizers:[]s@#14 generateName:s#2 generation:l#7 labels:{}s#11 managedFields:[]o#17 name:s#1 namespace:s#3 ownerReferences:[]OwnerReference@uid#13 resourceVersion:s#6 selfLink:s#4 uid:s#5
ObjectMetricSource describedObject:CrossVersionObjectReference#1 metric:MetricIdentifier#3 target:MetricTarget#2
ObjectMetricStatus current:MetricValueStatus#2 describedObject:CrossVersionObjectReference#3 metric:MetricIdentifier#1
ObjectReference apiVersion:s#5 fieldPath:s#7 kind:s#1 name:s#3 namespace:s#2 resourceVersion:s#6 uid:s#4
OwnerReference apiVersion:s#5 blockOwnerDeletion:b#7 controller:b#6 kind:s#1 name:s#3 uid:s#4
PersistentVolume apiVersion:s kind:s metadata:ObjectMeta#1 spec:PersistentVolumeSpec#2 status:PersistentVolumeStatus#3
PersistentVolumeClaim apiVersion:s kind:s metadata:ObjectMeta#1 spec:PersistentVolumeClaimSpec#2 status:PersistentVolumeClaimStatus#3
PersistentVolumeClaimCondition lastProbeTime:t#3 lastTransitionTime:t#4 message:s#6 reason:s#5 status:s#2 type:s#1
PersistentVolumeClaimSpec accessModes:[]s#1 dataSource:TypedLocalObjectReference#7 dataSourceRef:TypedObjectReference#8 resources:VolumeResourceRequirements#2 selector:LabelSelector#4 storageClassName:s#5 volumeAttributesClassName:s#9 volumeMode:s#6 volumeName:s#3
PersistentVolumeClaimStatus accessModes:[]s#2 allocatedResourceStatuses:{}s#7 allocatedResources:{}q#5 capacity:{}q#3 conditions:[]PersistentVolumeClaimCondition@type#4 currentVolumeAttributesClassName:s#8 modifyVolumeStatus:ModifyVolumeStatus#9 phase:s#1
PersistentVolumeClaimVolumeSource claimName:s#1 readOnly:b#2
PersistentVolumeSpec accessModes:[]s#3 awsElasticBlockStore:o#2.2 azureDisk:o#2.16 azureFile:o#2.13 capacity:{}q#1 cephfs:o#2.9 cinder:o#2.8 claimRef:ObjectReference#4 csi:o#2.22 fc:o#2.10 flexVolume:o#2.12 flocker:o#2.11 gcePersistentDisk:o#2.1 glusterfs:o#2.4 hostPath:HostPathVolumeSource#2.3 iscsi:o#2.7 local:o#2.20 mountOptions:[]s#7 nfs:o#2.5 nodeAffinity:VolumeNodeAffinity#9 persistentVolumeReclaimPolicy:s#5 photonPersistentDisk:o#2.17 portworxVolume:o#2.18 quobyte:o#2.15 rbd:o#2.6 scaleIO:o#2.19 storageClassName:s#6 storageos:o#2.21 volumeAttributesClassName:s#10 volumeMode:s#8 vsphereVolume:o#2.14
PersistentVolumeStatus lastPhaseTransitionTime:t#4 message:s#2 phase:s#1 reason:s#3
Pod apiVersion:s kind:s metadata:ObjectMeta#1 spec:PodSpec#2 status:PodStatus#3
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm#2 requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm#1
PodAffinityTerm labelSelector:LabelSelector#1 matchLabelKeys:[]s#5 mismatchLabelKeys:[]s#6 namespaceSelector:LabelSelector#4 namespaces:[]s#2 topologyKey:s#3
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm#2 requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm#1
PodCertificateProjection certificateChainPath:s#6 credentialBundlePath:s#4 keyPath:s#5 keyType:s#2 maxExpirationSeconds:i#3 signerName:s#1 userAnnotations:{}s#7
PodCondition lastProbeTime:t#3 lastTransitionTime:t#4 message:s#6 observedGeneration:l#7 reason:s#5 status:s#2 type:s#1
PodDNSConfig nameservers:[]s#1 options:[]PodDNSConfigOption#3 searches:[]s#2
PodDNSConfigOption name:s#1 value:s#2
PodDisruptionBudget apiVersion:s kind:s metadata:ObjectMeta#1 spec:PodDisruptionBudgetSpec#2 status:PodDisruptionBudgetStatus#3
PodDisruptionBudgetSpec maxUnavailable:x#3 minAvailable:x#1 selector:LabelSelector=#2 unhealthyPodEvictionPolicy:s#4
PodDisruptionBudgetStatus conditions:[]Condition@type#7 currentHealthy:i#4 desiredHealthy:i#5 disruptedPods:{}t#2 disruptionsAllowed:i#3 expectedPods:i#6 observedGeneration:l#1
PodExtendedResourceClaimStatus requestMappings:[]ContainerExtendedResourceRequest#1 resourceClaimName:s#2
PodFailurePolicy rules:[]PodFailurePolicyRule#1
PodFailurePolicyOnExitCodesRequirement containerName:s#1 operator:s#2 values:[]i#3
PodFailurePolicyOnPodConditionsPattern status:s#2 type:s#1
PodFailurePolicyRule action:s#1 onExitCodes:PodFailurePolicyOnExitCodesRequirement#2 onPodConditions:[]PodFailurePolicyOnPodConditionsPattern#3
PodIP ip:s#1
PodOS name:s#1
PodReadinessGate conditionType:s#1
PodResourceClaim name:s#1 resourceClaimName:s#3 resourceClaimTemplateName:s#4
PodResourceClaimStatus name:s#1 resourceClaimName:s#2
PodSchedulingGate name:s#1
PodSchedulingGroup podGroupName:s#1
PodSecurityContext appArmorProfile:AppArmorProfile#11 fsGroup:l#5 fsGroupChangePolicy:s#9 runAsGroup:l#6 runAsNonRoot:b#3 runAsUser:l#2 seLinuxChangePolicy:s#13 seLinuxOptions:SELinuxOptions#1 seccompProfile:SeccompProfile#10 supplementalGroups:[]l#4 supplementalGroupsPolicy:s#12 sysctls:[]Sysctl#7 windowsOptions:o#8
PodSpec activeDeadlineSeconds:l#5 affinity:Affinity#18 automountServiceAccountToken:b#21 containers:[]Container@name#2 dnsConfig:PodDNSConfig#26 dnsPolicy:s#6 enableServiceLinks:b#30 ephemeralContainers:[]EphemeralContainer@name#34 hostAliases:[]HostAlias@ip#23 hostIPC:b#13 hostNetwork:b#11 hostPID:b#12 hostUsers:b#37 hostname:s#16 hostnameOverride:s#41 imagePullSecrets:[]LocalObjectReference@name#15 initContainers:[]Container@name#20 nodeName:s#10 nodeSelector:{}s#7 os:PodOS#36 overhead:{}q#32 preemptionPolicy:s#31 priority:i#25 priorityClassName:s#24 readinessGates:[]PodReadinessGate#28 resourceClaims:[]PodResourceClaim@name!#39 resources:ResourceRequirements#40 restartPolicy:s#3 runtimeClassName:s#29 schedulerName:s#19 schedulingGates:[]PodSchedulingGate@name#38 schedulingGroup:PodSchedulingGroup#43 securityContext:PodSecurityContext#14 serviceAccount:s#9 serviceAccountName:s#8 setHostnameAsFQDN:b#35 shareProcessNamespace:b#27 subdomain:s#17 terminationGracePeriodSeconds:l#4 tolerations:[]Toleration#22 topologySpreadConstraints:[]TopologySpreadConstraint@topologyKey#33 volumes:[]Volume@name!#1
PodStatus allocatedResources:{}q#19 conditions:[]PodCondition@type#2 containerStatuses:[]ContainerStatus#8 ephemeralContainerStatuses:[]ContainerStatus#13 extendedResourceClaimStatus:PodExtendedResourceClaimStatus#18 hostIP:s#5 hostIPs:[]HostIP@ip#16 initContainerStatuses:[]ContainerStatus#10 message:s#3 nodeAllocatableResourceClaimStatuses:[]NodeAllocatableResourceClaimStatus#21 nominatedNodeName:s#11 observedGeneration:l#17 phase:s#1 podIP:s#6 podIPs:[]PodIP@ip#12 qosClass:s#9 reason:s#4 resize:s#14 resourceClaimStatuses:[]PodResourceClaimStatus@name!#15 resources:ResourceRequirements#20 startTime:t#7
PodTemplateSpec metadata:ObjectMeta#1 spec:PodSpec#2
PodsMetricSource metric:MetricIdentifier#1 target:MetricTarget#2
PodsMetricStatus current:MetricValueStatus#2 metric:MetricIdentifier#1
PolicyRule apiGroups:[]s#2 nonResourceURLs:[]s#5 resourceNames:[]s#4 resources:[]s#3 verbs:[]s#1
PortStatus error:s#3 port:i#1 protocol:s#2
Preconditions resourceVersion:s#2 uid:s#1
PreferredSchedulingTerm preference:NodeSelectorTerm#2 weight:i#1
PriorityClass apiVersion:s description:s#4 globalDefault:b#3 kind:s metadata:ObjectMeta#1 preemptionPolicy:s#5 value:i#2
Probe exec:ExecAction#1.1 failureThreshold:i#6 grpc:GRPCAction#1.4 httpGet:HTTPGetAction#1.2 initialDelaySeconds:i#2 periodSeconds:i#4 successThreshold:i#5 tcpSocket:TCPSocketAction#1.3 terminationGracePeriodSeconds:l#7 timeoutSeconds:i#3
ProjectedVolumeSource defaultMode:i#2 sources:[]VolumeProjection#1
ReplicaSet apiVersion:s kind:s metadata:ObjectMeta#1 spec:ReplicaSetSpec#2 status:ReplicaSetStatus#3
ReplicaSetCondition lastTransitionTime:t#3 message:s#5 reason:s#4 status:s#2 type:s#1
ReplicaSetSpec minReadySeconds:i#4 replicas:i#1 selector:LabelSelector#2 template:PodTemplateSpec#3
ReplicaSetStatus availableReplicas:i#5 conditions:[]ReplicaSetCondition@type#6 fullyLabeledReplicas:i#2 observedGeneration:l#3 readyReplicas:i#4 replicas:i#1 terminatingReplicas:i#7
ResourceAttributes fieldSelector:FieldSelectorAttributes#8 group:s#3 labelSelector:LabelSelectorAttributes#9 name:s#7 namespace:s#1 resource:s#5 subresource:s#6 verb:s#2 version:s#4
ResourceClaim name:s#1 request:s#2
ResourceFieldSelector containerName:s#1 divisor:q#3 resource:s#2
ResourceHealth health:s#2 message:s#6 resourceID:s#1
ResourceMetricSource name:s#1 target:MetricTarget#2
ResourceMetricStatus current:MetricValueStatus#2 name:s#1
ResourceQuota apiVersion:s kind:s metadata:ObjectMeta#1 spec:ResourceQuotaSpec#2 status:ResourceQuotaStatus#3
ResourceQuotaSpec hard:{}q#1 scopeSelector:ScopeSelector#3 scopes:[]s#2
ResourceQuotaStatus hard:{}q#1 used:{}q#2
ResourceRequirements claims:[]ResourceClaim#3 limits:{}q#1 requests:{}q#2
ResourceRule apiGroups:[]s#2 resourceNames:[]s#4 resources:[]s#3 verbs:[]s#1
ResourceStatus name:s#1 resources:[]ResourceHealth#2
Role apiVersion:s kind:s metadata:ObjectMeta#1 rules:[]PolicyRule#2
RoleBinding apiVersion:s kind:s metadata:ObjectMeta#1 roleRef:RoleRef#3 subjects:[]Subject#2
RoleRef apiGroup:s#1 kind:s#2 name:s#3
RollingUpdateDaemonSet maxSurge:x#2 maxUnavailable:x#1
RollingUpdateDeployment maxSurge:x#2 maxUnavailable:x#1
RollingUpdateStatefulSetStrategy maxUnavailable:x#2 partition:i#1
SELinuxOptions level:s#4 role:s#2 type:s#3 user:s#1
Scale apiVersion:s kind:s metadata:ObjectMeta#1 spec:ScaleSpec#2 status:ScaleStatus#3
ScaleSpec replicas:i#1
ScaleStatus replicas:i#1 selector:s#2
ScopeSelector matchExpressions:[]ScopedResourceSelectorRequirement#1
ScopedResourceSelectorRequirement operator:s#2 scopeName:s#1 values:[]s#3
SeccompProfile localhostProfile:s#2 type:s#1
Secret apiVersion:s data:{}y#2 immutable:b#5 kind:s metadata:ObjectMeta#1 stringData:{}s#4 type:s#3
SecretEnvSource name:s#1.1 optional:b#2
SecretKeySelector key:s#2 name:s#1.1 optional:b#3
SecretProjection items:[]KeyToPath#2 name:s#1.1 optional:b#4
SecretVolumeSource defaultMode:i#3 items:[]KeyToPath#2 optional:b#4 secretName:s#1
SecurityContext allowPrivilegeEscalation:b#7 appArmorProfile:AppArmorProfile#12 capabilities:Capabilities#1 privileged:b#2 procMount:s#9 readOnlyRootFilesystem:b#6 runAsGroup:l#8 runAsNonRoot:b#5 runAsUser:l#4 seLinuxOptions:SELinuxOptions#3 seccompProfile:SeccompProfile#11 windowsOptions:o#10
SelfSubjectAccessReview apiVersion:s kind:s metadata:ObjectMeta#1 spec:SelfSubjectAccessReviewSpec#2 status:SubjectAccessReviewStatus#3
SelfSubjectAccessReviewSpec nonResourceAttributes:NonResourceAttributes#2 resourceAttributes:ResourceAttributes#1
SelfSubjectReview apiVersion:s kind:s metadata:ObjectMeta#1 status:SelfSubjectReviewStatus#2
SelfSubjectReviewStatus userInfo:UserInfo#1
SelfSubjectRulesReview apiVersion:s kind:s metadata:ObjectMeta#1 spec:SelfSubjectRulesReviewSpec#2 status:SubjectRulesReviewStatus#3
SelfSubjectRulesReviewSpec namespace:s#1
Service apiVersion:s kind:s metadata:ObjectMeta#1 spec:ServiceSpec#2 status:ServiceStatus#3
ServiceAccount apiVersion:s automountServiceAccountToken:b#4 imagePullSecrets:[]LocalObjectReference#3 kind:s metadata:ObjectMeta#1 secrets:[]ObjectReference@name#2
ServiceAccountTokenProjection audience:s#1 expirationSeconds:l#2 path:s#3
ServiceBackendPort name:s#1 number:i#2
ServicePort appProtocol:s#6 name:s#1 nodePort:i#5 port:i#3 protocol:s#2 targetPort:x#4
ServiceSpec allocateLoadBalancerNodePorts:b#20 clusterIP:s#3 clusterIPs:[]s#18 externalIPs:[]s#5 externalName:s#10 externalTrafficPolicy:s#11 healthCheckNodePort:i#12 internalTrafficPolicy:s#22 ipFamilies:[]s#19 ipFamilyPolicy:s#17 loadBalancerClass:s#21 loadBalancerIP:s#8 loadBalancerSourceRanges:[]s#9 ports:[]ServicePort@port#1 publishNotReadyAddresses:b#13 selector:{}s#2 sessionAffinity:s#7 sessionAffinityConfig:SessionAffinityConfig#14 trafficDistribution:s#23 type:s#4
ServiceStatus conditions:[]Condition@type#2 loadBalancer:LoadBalancerStatus#1
SessionAffinityConfig clientIP:ClientIPConfig#1
SleepAction seconds:l#1
StatefulSet apiVersion:s kind:s metadata:ObjectMeta#1 spec:StatefulSetSpec#2 status:StatefulSetStatus#3
StatefulSetCondition lastTransitionTime:t#3 message:s#5 reason:s#4 status:s#2 type:s#1
StatefulSetOrdinals start:i#1
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s#1 whenScaled:s#2
StatefulSetSpec minReadySeconds:i#9 ordinals:StatefulSetOrdinals#11 persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy#10 podManagementPolicy:s#6 replicas:i#1 revisionHistoryLimit:i#8 selector:LabelSelector#2 serviceName:s#5 template:PodTemplateSpec#3 updateStrategy:StatefulSetUpdateStrategy#7 volumeClaimTemplates:[]PersistentVolumeClaim#4
StatefulSetStatus availableReplicas:i#11 collisionCount:i#9 conditions:[]StatefulSetCondition@type#10 currentReplicas:i#4 currentRevision:s#6 observedGeneration:l#1 readyReplicas:i#3 replicas:i#2 updateRevision:s#7 updatedReplicas:i#5
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy#2 type:s#1
StorageClass allowVolumeExpansion:b#6 allowedTopologies:[]TopologySelectorTerm#8 apiVersion:s kind:s metadata:ObjectMeta#1 mountOptions:[]s#5 parameters:{}s#3 provisioner:s#2 reclaimPolicy:s#4 volumeBindingMode:s#7
Subject apiGroup:s#2 kind:s#1 name:s#3 namespace:s#4
SubjectAccessReview apiVersion:s kind:s metadata:ObjectMeta#1 spec:SubjectAccessReviewSpec#2 status:SubjectAccessReviewStatus#3
SubjectAccessReviewSpec extra:{}[]s#5 groups:[]s#4 nonResourceAttributes:NonResourceAttributes#2 resourceAttributes:ResourceAttributes#1 uid:s#6 user:s#3
SubjectAccessReviewStatus allowed:b#1 denied:b#4 evaluationError:s#3 reason:s#2
SubjectRulesReviewStatus evaluationError:s#4 incomplete:b#3 nonResourceRules:[]NonResourceRule#2 resourceRules:[]ResourceRule#1
SuccessPolicy rules:[]SuccessPolicyRule#1
SuccessPolicyRule succeededCount:i#2 succeededIndexes:s#1
Sysctl name:s#1 value:s#2
TCPSocketAction host:s#2 port:x#1
Taint effect:s#3 key:s#1 timeAdded:t#4 value:s#2
TokenReview apiVersion:s kind:s metadata:ObjectMeta#1 spec:TokenReviewSpec#2 status:TokenReviewStatus#3
TokenReviewSpec audiences:[]s#2 token:s#1
TokenReviewStatus audiences:[]s#4 authenticated:b#1 error:s#3 user:UserInfo#2
Toleration effect:s#4 key:s#1 operator:s#2 tolerationSeconds:l#5 value:s#3
TopologySelectorLabelRequirement key:s#1 values:[]s#2
TopologySelectorTerm matchLabelExpressions:[]TopologySelectorLabelRequirement#1
TopologySpreadConstraint labelSelector:LabelSelector#4 matchLabelKeys:[]s#8 maxSkew:i#1 minDomains:i#5 nodeAffinityPolicy:s#6 nodeTaintsPolicy:s#7 topologyKey:s#2 whenUnsatisfiable:s#3
TypedLocalObjectReference apiGroup:s#1 kind:s#2 name:s#3
TypedObjectReference apiGroup:s#1 kind:s#2 name:s#3 namespace:s#4
UncountedTerminatedPods failed:[]s#2 succeeded:[]s#1
UserInfo extra:{}[]s#4 groups:[]s#3 uid:s#2 username:s#1
Volume awsElasticBlockStore:o#2.4 azureDisk:o#2.22 azureFile:o#2.18 cephfs:o#2.14 cinder:o#2.13 configMap:ConfigMapVolumeSource#2.19 csi:o#2.28 downwardAPI:DownwardAPIVolumeSource#2.16 emptyDir:EmptyDirVolumeSource#2.2 ephemeral:o#2.29 fc:o#2.17 flexVolume:o#2.12 flocker:o#2.15 gcePersistentDisk:o#2.3 gitRepo:o#2.5 glusterfs:o#2.9 hostPath:HostPathVolumeSource#2.1 image:o#2.30 iscsi:o#2.8 name:s#1 nfs:o#2.7 persistentVolumeClaim:PersistentVolumeClaimVolumeSource#2.10 photonPersistentDisk:o#2.23 portworxVolume:o#2.24 projected:ProjectedVolumeSource#2.26 quobyte:o#2.21 rbd:o#2.11 scaleIO:o#2.25 secret:SecretVolumeSource#2.6 storageos:o#2.27 vsphereVolume:o#2.20
VolumeDevice devicePath:s#2 name:s#1
VolumeMount mountPath:s#3 mountPropagation:s#5 name:s#1 readOnly:b#2 recursiveReadOnly:s#7 subPath:s#4 subPathExpr:s#6
VolumeMountStatus mountPath:s#2 name:s#1 readOnly:b#3 recursiveReadOnly:s#4 volumeStatus:VolumeStatus#5
VolumeNodeAffinity required:NodeSelector#1
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection#5 configMap:ConfigMapProjection#3 downwardAPI:DownwardAPIProjection#2 podCertificate:PodCertificateProjection#6 secret:SecretProjection#1 serviceAccountToken:ServiceAccountTokenProjection#4
VolumeResourceRequirements limits:{}q#1 requests:{}q#2
VolumeStatus image:ImageVolumeStatus#1
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm#2 weight:i#1
`
