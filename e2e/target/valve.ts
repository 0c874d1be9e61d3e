import { Transform } from 'node:stream'

/** A stream that can be held: what comes meanwhile waits, and nothing ends. */
export interface Valve {
  readonly stream: Transform
  hold(): void
  release(): void
}

export function createValve(): Valve {
  let held = false
  let waiting: (() => void) | undefined
  const pass = (go: () => void) => {
    if (held) waiting = go
    else go()
  }
  return {
    stream: new Transform({
      transform: (chunk: Buffer, _encoding, done) => pass(() => done(null, chunk)),
      flush: (done) => pass(() => done()),
    }),
    hold() {
      held = true
    },
    release() {
      held = false
      const go = waiting
      waiting = undefined
      go?.()
    },
  }
}
