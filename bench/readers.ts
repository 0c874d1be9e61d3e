// A process of its own, started by fanout: many streams that read as little of each message as they can.
import { randomBytes } from 'node:crypto'
import { Agent, get, type IncomingMessage, request } from 'node:http'
import type { Readers } from './readers-process'

const mark = Buffer.from('"restarts":')
/** A number may stand across two pieces; this much of the last is kept. */
const tailLength = mark.length + 8
const openedAtOnce = 25
const posts = new Agent({ keepAlive: true, maxSockets: openedAtOnce })

/** By number: when each stream saw it first. */
const arrivals = new Map<number, number[]>()

async function openAll({ count, ...asked }: Readers) {
  const waiting = Array.from({ length: count }, () => randomBytes(16).toString('hex'))
  const work = async () => {
    for (let channel = waiting.pop(); channel !== undefined; channel = waiting.pop()) await openOne(channel, asked)
  }
  await Promise.all(Array.from({ length: openedAtOnce }, work))
}

async function openOne(channel: string, asked: Omit<Readers, 'count'>): Promise<void> {
  const url = `${asked.base}/api/live/${channel}`
  const stream = await new Promise<IncomingMessage>((resolve, reject) =>
    get(url, { agent: false, headers: { cookie: asked.cookie, accept: 'text/event-stream' } }, resolve).on(
      'error',
      reject,
    ),
  )
  if (stream.statusCode !== 200) throw new Error(`A stream was answered with ${stream.statusCode}.`)
  await new Promise<void>((resolve, reject) => {
    stream.on('data', createReader(resolve)).on('error', reject)
    declare(url, asked).catch(reject)
  })
}

function declare(url: string, { base, cookie, path }: Omit<Readers, 'count'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, origin: base, 'x-quarterdeck': '1', 'content-type': 'application/json' }
    const sent = request(url, { method: 'POST', agent: posts, headers }, (answer) => {
      answer.resume()
      if (answer.statusCode === 200) answer.on('end', resolve)
      else reject(new Error(`A declaration was answered with ${answer.statusCode}.`))
    })
    sent.on('error', reject).end(JSON.stringify({ selections: { list: path } }))
  })
}

/** Notes each number the first time it comes; calls `first` when there is any. */
function createReader(first: () => void): (piece: Buffer) => void {
  const known = new Set<number>()
  let tail: Buffer = Buffer.alloc(0)
  return (piece) => {
    const now = Date.now()
    const text = tail.length === 0 ? piece : Buffer.concat([tail, piece])
    let from = 0
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
      const end = text.indexOf(',', at)
      if (end < 0) break
      from = end
      note(Number(text.toString('latin1', at + mark.length, end)), now, known)
      first()
    }
    tail = text.subarray(Math.max(from, text.length - tailLength))
  }
}

function note(number: number, now: number, known: Set<number>) {
  if (number === 0 || known.has(number)) return
  known.add(number)
  const seen = arrivals.get(number)
  if (seen === undefined) arrivals.set(number, [now])
  else seen.push(now)
}

async function obey(message: Readers | 'finish') {
  if (message !== 'finish') {
    await openAll(message)
    process.send?.('opened')
    return
  }
  const { user, system } = process.cpuUsage()
  process.send?.({ arrivals: [...arrivals], cpuSeconds: (user + system) / 1e6 }, () => process.exit(0))
}

// What fails ends the process, and its parent says so.
process.on('message', (message: Readers | 'finish') => void obey(message))
process.on('disconnect', () => process.exit(0))
