import type { ObjectOf } from '@/lib/kube/fields'
import {
  bool,
  int,
  intOrString,
  labelSelector,
  map,
  message,
  messages,
  optionalBool,
  optionalInt,
  quantities,
  requirements,
  text,
  texts,
} from './json-fields'

// What pages show of a PodSpec (core/v1), in pods and in templates.

const handler = {
  exec: message({ command: texts }),
  httpGet: message({ path: text, port: intOrString, scheme: text }),
  tcpSocket: message({ port: intOrString }),
  grpc: message({ port: int, service: text }),
  sleep: message({ seconds: int }),
}

const probe = message({
  ...handler,
  initialDelaySeconds: int,
  timeoutSeconds: int,
  periodSeconds: int,
  successThreshold: int,
  failureThreshold: int,
})

const keyOf = message({ name: text, key: text, optional: bool })
const named = message({ name: text, optional: bool })

const container = {
  name: text,
  image: text,
  restartPolicy: text,
  targetContainerName: text,
  ports: messages({ name: text, containerPort: int, protocol: text }),
  env: messages({
    name: text,
    valueFrom: message({
      configMapKeyRef: keyOf,
      secretKeyRef: keyOf,
      fieldRef: message({ fieldPath: text }),
      resourceFieldRef: message({ resource: text }),
    }),
  }),
  envFrom: messages({ prefix: text, configMapRef: named, secretRef: named }),
  resources: message({ limits: quantities, requests: quantities }),
  volumeMounts: messages({ name: text, mountPath: text, subPath: text, readOnly: bool }),
  startupProbe: probe,
  readinessProbe: probe,
  livenessProbe: probe,
  lifecycle: message({ preStop: message(handler) }),
}

const present = message({})

const volumeSource = {
  configMap: named,
  secret: message({ secretName: text, optional: bool }),
  emptyDir: message({ medium: text, sizeLimit: text }),
  persistentVolumeClaim: message({ claimName: text, readOnly: bool }),
  hostPath: message({ path: text }),
  projected: message({
    sources: messages({ configMap: named, secret: named, serviceAccountToken: present, downwardAPI: present }),
  }),
  downwardAPI: present,
  csi: message({ driver: text }),
  nfs: message({ server: text, path: text }),
  ephemeral: message({ volumeClaimTemplate: message({ spec: message({ storageClassName: text }) }) }),
  image: message({ reference: text }),
}

const nodeTerm = { matchExpressions: requirements, matchFields: requirements }
const podTerm = { labelSelector, topologyKey: text, namespaces: texts }
const podTerms = message({
  requiredDuringSchedulingIgnoredDuringExecution: messages(podTerm),
  preferredDuringSchedulingIgnoredDuringExecution: messages({ weight: int, podAffinityTerm: message(podTerm) }),
})

export const podSpec = {
  containers: messages(container),
  initContainers: messages(container),
  ephemeralContainers: messages(container),
  volumes: messages({ name: text, ...volumeSource }),
  nodeName: text,
  nodeSelector: map,
  affinity: message({
    nodeAffinity: message({
      requiredDuringSchedulingIgnoredDuringExecution: message({ nodeSelectorTerms: messages(nodeTerm) }),
      preferredDuringSchedulingIgnoredDuringExecution: messages({ weight: int, preference: message(nodeTerm) }),
    }),
    podAffinity: podTerms,
    podAntiAffinity: podTerms,
  }),
  topologySpreadConstraints: messages({
    maxSkew: int,
    topologyKey: text,
    whenUnsatisfiable: text,
    labelSelector,
  }),
  tolerations: messages({ key: text, operator: text, value: text, effect: text, tolerationSeconds: optionalInt }),
  schedulingGates: messages({ name: text }),
  schedulerName: text,
  priority: optionalInt,
  priorityClassName: text,
  preemptionPolicy: text,
  serviceAccountName: text,
  automountServiceAccountToken: optionalBool,
  imagePullSecrets: messages({ name: text }),
  restartPolicy: text,
  runtimeClassName: text,
  hostNetwork: bool,
  terminationGracePeriodSeconds: optionalInt,
  activeDeadlineSeconds: optionalInt,
  readinessGates: messages({ conditionType: text }),
}

export type PodSpec = ObjectOf<typeof podSpec>
export type Container = PodSpec['containers'][number]
export type Handler = ObjectOf<typeof handler>
export type Probe = NonNullable<Container['readinessProbe']>
export type Volume = PodSpec['volumes'][number]
export type NodeTerm = ObjectOf<typeof nodeTerm>
export type PodTerm = ObjectOf<typeof podTerm>
