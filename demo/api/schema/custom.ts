// The custom resources: CRDs of Argo Rollouts v1.9, as deep as anything here looks into them; letters as in definitions.ts.
export const customDefinitions = `
AnalysisRun apiVersion:s kind:s metadata:ObjectMeta spec:AnalysisSpec status:o
AnalysisSpec args:[]AnalysisArgument dryRun:[]o measurementRetention:[]o metrics:[]AnalysisMetric templates:[]o terminate:b ttlStrategy:o
AnalysisArgument name:s value:s valueFrom:o
AnalysisMetric consecutiveErrorLimit:x consecutiveSuccessLimit:x count:x failureCondition:s failureLimit:x inconclusiveLimit:x initialDelay:s interval:s name:s provider:o successCondition:s
AnalysisReference args:[]AnalysisArgument analysisRunMetadata:o dryRun:[]o measurementRetention:[]o startingStep:i templates:[]AnalysisTemplateReference
AnalysisTemplateReference clusterScope:b templateName:s
AnalysisTemplate apiVersion:s kind:s metadata:ObjectMeta spec:AnalysisSpec
BlueGreenStrategy abortScaleDownDelaySeconds:i activeMetadata:o activeService:s antiAffinity:o autoPromotionEnabled:b autoPromotionSeconds:i maxUnavailable:x postPromotionAnalysis:AnalysisReference prePromotionAnalysis:AnalysisReference previewMetadata:o previewReplicaCount:i previewService:s scaleDownDelayRevisionLimit:i scaleDownDelaySeconds:i
CanaryPause duration:x
CanaryStep analysis:AnalysisReference experiment:o pause:CanaryPause plugin:o setCanaryScale:o setHeaderRoute:o setMirrorRoute:o setWeight:i
CanaryStrategy abortScaleDownDelaySeconds:i analysis:AnalysisReference antiAffinity:o canaryMetadata:o canaryService:s dynamicStableScale:b maxSurge:x maxUnavailable:x minPodsPerReplicaSet:i pingPong:o replicaProgressThreshold:o scaleDownDelayRevisionLimit:i scaleDownDelaySeconds:i stableMetadata:o stableService:s steps:[]CanaryStep trafficRouting:o
ClusterAnalysisTemplate apiVersion:s kind:s metadata:ObjectMeta spec:AnalysisSpec
CustomResourceDefinition apiVersion:s kind:s metadata:ObjectMeta spec:o status:o
Experiment apiVersion:s kind:s metadata:ObjectMeta spec:o status:o
ObjectReferenceByName apiVersion:s kind:s name:s scaleDown:s
Rollout apiVersion:s kind:s metadata:ObjectMeta spec:RolloutSpec status:RolloutStatus
RolloutSpec analysis:o minReadySeconds:i paused:b progressDeadlineAbort:b progressDeadlineSeconds:i replicas:i restartAt:t revisionHistoryLimit:i rollbackWindow:o selector:LabelSelector strategy:RolloutStrategy template:PodTemplateSpec workloadRef:ObjectReferenceByName
RolloutCondition lastTransitionTime:t lastUpdateTime:t message:s reason:s status:s type:s
RolloutStatus HPAReplicas:i abort:b abortedAt:t alb:o albs:[]o availableReplicas:i blueGreen:o canary:o collisionCount:i conditions:[]RolloutCondition controllerPause:b currentPodHash:s currentStepHash:s currentStepIndex:i message:s observedGeneration:s pauseConditions:[]PauseCondition phase:s promoteFull:b readyReplicas:i replicas:i restartedAt:t selector:s stableRS:s updatedReplicas:i workloadObservedGeneration:s
RolloutStrategy blueGreen:BlueGreenStrategy canary:CanaryStrategy
PauseCondition reason:s startTime:t
`
