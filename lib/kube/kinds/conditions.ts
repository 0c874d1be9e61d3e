import { messages, text, time } from '@/lib/kube/fields'

/** Pod-, Node-, Namespace-, PersistentVolumeClaim- and JobCondition and that of meta/v1 are numbered alike. */
export const conditions = (number: number) =>
  messages(number, {
    type: text(1),
    status: text(2),
    lastTransitionTime: time(4),
    reason: text(5),
    message: text(6),
  })

/** StatefulSet-, DaemonSet-, ReplicaSet- (apps/v1) and HorizontalPodAutoscalerCondition (autoscaling/v2). */
export const appsConditions = (number: number) =>
  messages(number, {
    type: text(1),
    status: text(2),
    lastTransitionTime: time(3),
    reason: text(4),
    message: text(5),
  })

/** DeploymentCondition: the progress deadline runs from `lastUpdateTime`. */
export const deploymentConditions = (number: number) =>
  messages(number, {
    type: text(1),
    status: text(2),
    lastUpdateTime: time(6),
    lastTransitionTime: time(7),
    reason: text(4),
    message: text(5),
  })
