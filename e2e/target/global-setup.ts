import { openAdmin } from './admin'
import { openControl } from './control'
import { openDashboard } from './dashboard'
import { openDemo } from './demo-cluster'
import { openGate } from './gate'
import { openRealCluster } from './real-cluster'
import { publish, targetName } from './running'

type Close = () => void | Promise<void>

/** Starts the cluster, the gate before it and the dashboard; what it returns ends them all, last first. */
export default async function start(): Promise<() => Promise<void>> {
  const target = targetName()
  const opened: Close[] = []
  const keep = <T extends { close: Close }>(part: T): T => {
    opened.push(() => part.close())
    return part
  }
  const end = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    const apiServer = keep(await (target === 'demo' ? openDemo() : openRealCluster()))
    const gate = keep(await openGate(apiServer.upstream))
    const control = keep(await openControl(gate, apiServer))
    const admin = keep(await openAdmin(apiServer.admin))
    const dashboard = keep(await openDashboard(gate.url, apiServer.token))
    const { url, cookie, storageState } = dashboard
    publish({
      target,
      dashboard: url,
      cookie,
      storageState,
      api: admin.url,
      upstream: gate.url,
      token: apiServer.token,
      people: apiServer.people,
      gate: control.url,
    })
  } catch (error) {
    await end()
    throw error
  }
  return end
}
