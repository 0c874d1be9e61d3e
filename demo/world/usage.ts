import type { Clock } from '@/demo/clock'
import type { Pod } from '@/demo/store/objects'
import { parseQuantity } from '@/lib/kube/quantity'

/** What the containers of a running pod use at this instant. */
export interface ContainerUsage {
  readonly name: string
  /** Thousandths of a CPU. */
  readonly cpu: number
  /** Bytes. */
  readonly memory: number
}

/** What metrics-server would measure; autoscalers, `kubectl top` and node pressure read it. */
export interface Usage {
  of(pod: Pod): readonly ContainerUsage[]
}

const day = 86_400_000

/** Usage as a share of what a container requests: more by day than by night, a little different for every pod. */
export function createUsage(clock: Clock): Usage {
  return {
    of(pod) {
      const own = 0.7 + (Number.parseInt(pod.metadata.uid.slice(0, 4), 16) / 65_536) * 0.6
      const share = own * (0.45 + 0.25 * Math.sin((clock.now() / day) * 2 * Math.PI))
      return pod.spec.containers.map(({ name, resources }) => ({
        name,
        cpu: Math.round(share * amount(resources?.requests?.['cpu'], 0.1) * 1000),
        memory: Math.round(own * 0.6 * amount(resources?.requests?.['memory'], 64 * 1024 * 1024)),
      }))
    },
  }
}

const amount = (text: string | undefined, otherwise: number) => (text && parseQuantity(text)) || otherwise
