import { bool, int, map, message, messages, optionalInt, text, texts, time, unique } from '@/lib/kube/fields'

// Numbers: k8s.io/apimachinery v0.36 pkg/apis/meta/v1/generated.proto, ObjectMeta and OwnerReference.
export const identity = {
  name: unique(1),
  namespace: text(3),
  uid: unique(5),
  resourceVersion: unique(6),
  creationTimestamp: time(8),
  deletionTimestamp: time(9),
  ownerReferences: messages(13, { kind: text(1), name: text(3), uid: text(4), controller: bool(6) }),
}

export const metadata = message(1, identity)

export const metadataWithLabels = message(1, { ...identity, labels: map(11) })

/** For pods: what selects them, and what holds up their end. */
export const metadataOfPod = message(1, {
  ...identity,
  deletionGracePeriodSeconds: optionalInt(10),
  labels: map(11),
  finalizers: texts(14),
})

/** For kinds that something else may hold back from being deleted. */
export const metadataWithFinalizers = message(1, { ...identity, finalizers: texts(14) })

/** Codes of advice that the workload's owners do not want to hear: `no-requests,latest-tag`. */
export const muteAnnotation = 'quarterdeck.dev/mute-advice'

/** For workloads whose status says which generation of the spec it describes. */
export const metadataWithGeneration = message(1, {
  ...identity,
  generation: int(7),
  annotations: map(12, [muteAnnotation]),
})

/** For Jobs and CronJobs, whose status belongs to no generation. */
export const metadataOfRun = message(1, { ...identity, annotations: map(12, [muteAnnotation]) })

export const revisionAnnotation = 'deployment.kubernetes.io/revision'

/** For Deployments and their ReplicaSets, which carry their revision as an annotation. */
export const metadataWithRevision = message(1, {
  ...identity,
  generation: int(7),
  annotations: map(12, [revisionAnnotation, muteAnnotation]),
})
