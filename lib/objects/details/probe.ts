import type { Container, Handler, Probe } from './pod-fields'
import { counted, lengthOf } from './words'

/** `GET :8080/ready every 10 s, fails after 3 misses (30 s), starts after 5 s`; what is as the API sets it by default is left out. */
export function probeWords(probe: Probe, ports: Container['ports']): string {
  // Defaults: SetDefaults_Probe, k8s.io/kubernetes pkg/apis/core/v1/defaults.go.
  const period = probe.periodSeconds || 10
  const misses = probe.failureThreshold || 3
  const timeout = probe.timeoutSeconds || 1
  return [
    `${handlerWords(probe, ports)} every ${lengthOf(period)}`,
    `fails after ${counted(misses, 'miss', 'misses')} (${lengthOf(misses * period)})`,
    ...(probe.successThreshold > 1 ? [`passes after ${probe.successThreshold} in a row`] : []),
    ...(timeout === 1 ? [] : [`waits ${lengthOf(timeout)} for an answer`]),
    ...(probe.initialDelaySeconds === 0 ? [] : [`starts after ${lengthOf(probe.initialDelaySeconds)}`]),
  ].join(', ')
}

/** What is done: `GET :8080/ready`, `run pg_isready`, `connect to :5432`. */
export function handlerWords(handler: Handler, ports: Container['ports']): string {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler
  if (httpGet !== undefined) {
    const scheme = httpGet.scheme === 'HTTPS' ? 'https ' : ''
    const path = httpGet.path.startsWith('/') ? httpGet.path : `/${httpGet.path}`
    return `GET ${scheme}${portWords(httpGet.port, ports)}${path}`
  }
  if (tcpSocket !== undefined) return `connect to ${portWords(tcpSocket.port, ports)}`
  if (grpc !== undefined) return `gRPC health of :${grpc.port}${grpc.service === '' ? '' : ` ${grpc.service}`}`
  if (exec !== undefined) return `run ${exec.command.join(' ')}`
  if (sleep !== undefined) return `sleep ${lengthOf(sleep.seconds)}`
  return 'an unknown check'
}

/** A port by its number; one named as none of the container's ports by that name. */
function portWords(port: number | string | undefined, ports: Container['ports']): string {
  const number = typeof port === 'string' ? ports.find(({ name }) => name === port)?.containerPort : port
  return `:${number ?? port ?? '?'}`
}
