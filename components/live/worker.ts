import { browserHub } from './browser-hub'
import type { ToHub } from './protocol'

/** The hub in a SharedWorker: every tab is a port. The worker lives as long as any of its tabs. */
const hub = browserHub(undefined)

addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined
  if (port === undefined) return
  const connection = hub.join((message) => port.postMessage(message))
  port.addEventListener('message', (message: MessageEvent<ToHub>) => connection.send(message.data))
  port.start()
})
