import { browserHub } from './browser-hub'
import type { Clock } from './clock'
import type { Hub } from './hub'
import type { FromHub, LiveConnection, OpenConnection, ToHub } from './protocol'

const answerWithin = 5_000
const hiddenLimit = 30_000

/** What the tab needs of a SharedWorker. */
interface WorkerPort {
  readonly postMessage: (message: ToHub) => void
  readonly close: () => void
}

export interface WorkerEvents {
  readonly onMessage: (message: FromHub) => void
  /** The script of the worker could not be loaded. */
  readonly onError: () => void
}

export type OpenPort = (events: WorkerEvents) => WorkerPort | undefined

/**
 * Opens the line to the hub: in the SharedWorker that this browser's tabs share, else, or when that does not answer
 * (it crashed, or a policy forbids it), in this tab.
 */
export function connectionBy(openPort: OpenPort, openDirect: OpenConnection, clock: Clock): OpenConnection {
  return (receive) => {
    let cancelWaiting: (() => void) | undefined
    let lastWant: ToHub | undefined
    let direct: LiveConnection | undefined
    const port = openPort({ onMessage, onError: fallBack })
    if (port === undefined) return openDirect(receive)

    function onMessage(message: FromHub) {
      if (direct !== undefined) return
      cancelWaiting?.()
      cancelWaiting = undefined
      receive(message)
    }

    function fallBack() {
      cancelWaiting?.()
      if (direct !== undefined) return
      direct = openDirect(receive)
      if (lastWant !== undefined) direct.send(lastWant)
      dismiss()
    }

    /** Asks twice before it gives up: timers and messages come in any order after a sleep of the machine. */
    function expectAnswer(isSecond: boolean) {
      cancelWaiting ??= clock.after(answerWithin, () => {
        cancelWaiting = undefined
        if (isSecond) return fallBack()
        if (lastWant !== undefined) port?.postMessage(lastWant)
        expectAnswer(true)
      })
    }

    function dismiss() {
      port?.postMessage({ type: 'leave' })
      port?.close()
    }

    return {
      send(message) {
        if (message.type === 'want') lastWant = message
        if (direct !== undefined) return direct.send(message)
        port.postMessage(message)
        if (message.type === 'want') expectAnswer(false)
      },
      close() {
        cancelWaiting?.()
        if (direct === undefined) dismiss()
        else direct.close()
      },
    }
  }
}

let ownHub: Hub | undefined

/** The hub in this very tab; it closes its stream while the tab is hidden. */
export const openInTab: OpenConnection = (receive) => {
  ownHub ??= browserHub(hiddenLimit)
  return ownHub.join(receive)
}

/** `viewer` is an opaque word for who is signed in: other viewers in the same browser get a worker of their own. */
export function openWorkerPort(viewer: string): OpenPort {
  return ({ onMessage, onError }) => {
    if (typeof SharedWorker === 'undefined') return undefined
    const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { name: `quarterdeck ${viewer}` })
    worker.addEventListener('error', onError)
    worker.port.addEventListener('message', (event: MessageEvent<FromHub>) => onMessage(event.data))
    worker.port.start()
    return worker.port
  }
}
