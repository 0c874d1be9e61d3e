import type { ServerResponse } from 'node:http'
import { logText } from './log-text'

/** The logs of some containers, which write as much as they are told to whoever follows them. */
export interface LogWriters {
  /** Answers `GET …/log`. */
  open(query: URLSearchParams, response: ServerResponse): void
  /** Of all together. */
  setRate(linesPerSecond: number): void
  /** Lines so far, beside those that stood there. */
  written(): number
  close(): void
}

interface Follower {
  readonly response: ServerResponse
  owed: number
  isFull: boolean
}

/** Lines that stand in each log when it is opened. */
const standing = 1_000
const pauseMs = 20

/** What a follower does not take is left out, as a kubelet leaves out what its file has lost. */
export function createLogWriters(containers: number): LogWriters {
  const followers = new Set<Follower>()
  let [rate, written, before] = [0, 0, performance.now()]

  function writeDue() {
    const now = performance.now()
    const due = ((now - before) * rate) / 1000 / containers
    before = now
    for (const follower of followers) {
      follower.owed += due
      const count = Math.floor(follower.owed)
      follower.owed -= count
      if (!follower.isFull && count > 0) write(follower, count)
    }
  }
  function write(follower: Follower, count: number) {
    const now = Date.now()
    const lines = Array.from({ length: count }, (_, place) => lineAt(now, written + place))
    written += count
    follower.isFull = !follower.response.write(lines.join(''))
  }
  const timer = setInterval(writeDue, pauseMs)
  return {
    open(query, response) {
      response.writeHead(200, { 'content-type': 'text/plain' }).write(standingLines(query))
      if (!query.has('follow')) return void response.end()
      const follower = { response, owed: 0, isFull: false }
      followers.add(follower)
      response.on('drain', () => {
        follower.isFull = false
      })
      response.on('close', () => followers.delete(follower))
    },
    setRate(linesPerSecond) {
      rate = linesPerSecond
    },
    written: () => written,
    close: () => clearInterval(timer),
  }
}

function standingLines(query: URLSearchParams): string {
  if (query.has('sinceTime')) return ''
  const count = Math.min(standing, Number(query.get('tailLines') ?? standing))
  const first = Date.now() - count * 10
  return Array.from({ length: count }, (_, place) => lineAt(first + place * 10, place)).join('')
}

const lineAt = (at: number, index: number) =>
  `${new Date(at).toISOString().slice(0, -1)}${String(index % 1_000_000).padStart(6, '0')}Z ${logText(index)}\n`
