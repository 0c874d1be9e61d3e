import type { Pod } from '@/lib/kube/kinds/pod'
import type { LogTarget } from '@/lib/logs/log-question'
import type { ContainerState } from '@/server/logs/container-log'
import type { LoggedPod, LoggedPods } from '@/server/logs/log-stream'
import { topOwner } from './owners'
import type { ClusterStores } from './tables'

/** The pods that a log is asked of: those named, or those that a workload owns at the time. */
export function createLoggedPods(stores: ClusterStores, namespace: string, target: LogTarget): LoggedPods {
  const belongs = (pod: Pod) => {
    if (pod.metadata?.namespace !== namespace) return false
    if ('pods' in target) return target.pods.includes(pod.metadata.name)
    const own = pod.metadata.ownerReferences.find(({ controller }) => controller)
    const top = topOwner(stores, pod)
    return [own, top].some((owner) => owner?.name === target.name && owner.kind.toLowerCase() === target.kind)
  }
  const byUid = (uid: string): Pod | undefined => stores.pods.objects.get(uid)
  return {
    now: () =>
      [...stores.pods.keysBy('namespace', namespace)]
        .flatMap((key) => byUid(key) ?? [])
        .filter(belongs)
        .map(loggedPod),
    stateOf(uid, container) {
      const pod = byUid(uid)
      return pod && stateIn(pod, container)
    },
    subscribe(listener) {
      return stores.pods.subscribe((before, after) => {
        const pod = after ?? before
        if (pod !== undefined && belongs(pod)) listener()
      })
    },
  }
}

/** A container that its pod does not tell of yet waits. */
function stateIn({ status }: Pod, container: string): ContainerState {
  const own = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
  const found = own.find(({ name }) => name === container)
  const { running, terminated } = found?.state ?? {}
  if (running !== undefined) return `running ${running.startedAt ?? 0}`
  return terminated === undefined ? 'waiting' : `ended ${found?.restartCount ?? 0}`
}

function loggedPod({ metadata, spec }: Pod): LoggedPod {
  return {
    uid: metadata?.uid ?? '',
    name: metadata?.name ?? '',
    containers: [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name),
  }
}
