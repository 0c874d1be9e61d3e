import { components } from './components/components'
import { processUsage } from './process-identity'
import { runningPid } from './processes'
import type { ClusterSpec } from './spec'

/** One line per process: name, pid, resident memory, processor time, ports. */
export function statusLines(spec: ClusterSpec): readonly string[] {
  return components.map(({ name, ports }) => {
    const pid = runningPid(spec, name)
    if (pid === undefined) return `${name.padEnd(24)} stopped`
    const usage = processUsage(pid)
    const memory = usage ? `${Math.round(usage.residentBytes / 1024 ** 2)} MiB` : ''
    const cpu = usage ? `${usage.cpuSeconds.toFixed(1)} s CPU` : ''
    const columns = [name.padEnd(24), `pid ${pid}`.padEnd(12), memory.padStart(9), cpu.padStart(13)]
    return `${columns.join(' ')}  ${ports(spec).join(' ')}`.trimEnd()
  })
}
