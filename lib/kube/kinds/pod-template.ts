import {
  inlined,
  int,
  intOrString,
  map,
  message,
  messages,
  optionalInt,
  quantities,
  text,
  texts,
} from '@/lib/kube/fields'
import { labelSelector } from './selector'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto. Templates are few, so what judgement and advice ask of them is kept.

const handler = {
  exec: message(1, { command: texts(1) }),
  httpGet: message(2, { path: text(1), port: intOrString(2), scheme: text(4) }),
  tcpSocket: message(3, { port: intOrString(1) }),
}

const probe = (number: number) =>
  message(number, {
    handler: inlined(1, { ...handler, grpc: message(4, { port: int(1), service: text(2) }) }),
    initialDelaySeconds: int(2),
    timeoutSeconds: int(3),
    periodSeconds: int(4),
    successThreshold: int(5),
    failureThreshold: int(6),
    terminationGracePeriodSeconds: optionalInt(7),
  })

const counted = ['cpu', 'memory', 'ephemeral-storage']

const container = {
  name: text(1),
  image: text(2),
  ports: messages(6, { name: text(1), containerPort: int(3), protocol: text(4) }),
  resources: message(8, { limits: quantities(1, counted), requests: quantities(2, counted) }),
  livenessProbe: probe(10),
  readinessProbe: probe(11),
  lifecycle: message(12, { preStop: message(2, { ...handler, sleep: message(4, { seconds: int(1) }) }) }),
  imagePullPolicy: text(14),
  startupProbe: probe(22),
  restartPolicy: text(24),
}

const requirement = { key: text(1), operator: text(2), values: texts(3) }

const nodeTerms = message(1, {
  nodeSelectorTerms: messages(1, {
    matchExpressions: messages(1, requirement),
    matchFields: messages(2, requirement),
  }),
})

const podTerm = { labelSelector: labelSelector(1), topologyKey: text(3) }

/** PodTemplateSpec (core/v1). */
export const podTemplate = (number: number) =>
  message(number, {
    metadata: message(1, { labels: map(11) }),
    spec: message(2, {
      volumes: messages(1, {
        name: text(1),
        source: inlined(2, { persistentVolumeClaim: message(10, { claimName: text(1) }) }),
      }),
      containers: messages(2, container),
      restartPolicy: text(3),
      terminationGracePeriodSeconds: optionalInt(4),
      nodeSelector: map(7),
      serviceAccountName: text(8),
      affinity: message(18, {
        nodeAffinity: message(1, { requiredDuringSchedulingIgnoredDuringExecution: nodeTerms }),
        podAntiAffinity: message(3, {
          requiredDuringSchedulingIgnoredDuringExecution: messages(1, podTerm),
          preferredDuringSchedulingIgnoredDuringExecution: messages(2, { podAffinityTerm: message(2, podTerm) }),
        }),
      }),
      initContainers: messages(20, container),
      tolerations: messages(22, { key: text(1), operator: text(2), value: text(3), effect: text(4) }),
      topologySpreadConstraints: messages(33, { topologyKey: text(2), whenUnsatisfiable: text(3) }),
    }),
  })
