import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to the dashboard that counts what comes down it: pages, scripts, worker and stream alike, headers included. */
export interface Wire extends AsyncDisposable {
  readonly address: string
  bytesDown(): number
}

export async function openWire(port: number, dashboard: URL): Promise<Wire> {
  let down = 0
  const sockets = new Set<Socket>()
  const hold = (socket: Socket) => {
    sockets.add(socket)
    // A browser drops connections as it likes; what it dropped needs nothing more.
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    const far = connect(Number(dashboard.port), dashboard.hostname)
    hold(near)
    hold(far)
    far.on('data', (piece) => {
      down += piece.length
    })
    near.pipe(far).pipe(near)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${port}`,
    bytesDown: () => down,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
