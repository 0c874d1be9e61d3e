import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { binaryFolder } from './cache'
import type { Component, ComponentName } from './components/component'
import { componentNamed, components, wantedComponents } from './components/components'
import { Failure } from './failure'
import { createProber, type Prober } from './probe'
import { endOfLog, isPortTaken, runningPid, startProcess, stopProcess } from './processes'
import { type ClusterSpec, logFile } from './spec'

/** Starts one process, unless it runs, and waits until it is ready. Throws a Failure with the end of its log. */
export async function startComponent(spec: ClusterSpec, component: Component, probe: Prober): Promise<void> {
  launch(spec, component)
  await untilReady(spec, component, probe)
}

/** The same for one who has no prober at hand. */
export async function startByName(spec: ClusterSpec, name: ComponentName): Promise<void> {
  const probe = createProber(spec)
  try {
    await startComponent(spec, componentNamed(name), probe)
  } finally {
    await probe.close()
  }
}

/** Starts without waiting. */
export function launch(spec: ClusterSpec, component: Component): void {
  if (runningPid(spec, component.name) !== undefined) return
  mkdirSync(join(spec.folder, 'log'), { recursive: true, mode: 0o700 })
  mkdirSync(join(spec.folder, 'run'), { recursive: true, mode: 0o700 })
  for (const [file, content] of Object.entries(component.files?.(spec) ?? {})) writeFileSync(file, content)
  const binary = join(binaryFolder(component.toolSet), component.name)
  if (!existsSync(binary)) throw new Failure(`${binary} is missing: run "npm run cluster -- build" first.`)
  startProcess(spec, component.name, {
    file: binary,
    flags: component.flags(spec),
    givesWay: component.givesWay === true,
  })
}

export async function untilReady(spec: ClusterSpec, component: Component, probe: Prober): Promise<void> {
  const end = performance.now() + component.patience * 1000
  for (;;) {
    if (runningPid(spec, component.name) === undefined) throw notReady(spec, component, 'ended')
    if (await component.isReady(probe, spec)) return
    if (performance.now() > end) throw notReady(spec, component, `is not ready after ${component.patience} s`)
    await delay(100)
  }
}

function notReady(spec: ClusterSpec, { name }: Component, what: string): Failure {
  return new Failure(`${name} ${what}; ${logFile(spec, name)} ends with:\n${endOfLog(spec, name)}`)
}

/** Throws a Failure that names the first port that another program holds. */
export async function checkPorts(spec: ClusterSpec): Promise<void> {
  for (const component of wantedComponents(spec)) {
    if (runningPid(spec, component.name) !== undefined) continue
    for (const port of component.ports(spec)) {
      if (!(await isPortTaken(port))) continue
      throw new Failure(
        `Port ${port}, meant for ${component.name}, is in use by another program: stop that, or choose others with --port-base.`,
      )
    }
  }
}

/** The last one started first. The API server keeps nothing, and would wait 61 s for a dashboard's open watches: killed. */
export async function stopAll(spec: ClusterSpec): Promise<void> {
  for (const { name } of components.toReversed()) {
    await stopProcess(spec, name, name === 'kube-apiserver' ? 'SIGKILL' : 'SIGTERM')
  }
}
