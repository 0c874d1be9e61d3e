import { Agent, request } from 'node:http'
import type { Cluster } from '@/demo/cluster'
import type { Random } from '@/demo/random'
import { drawRequest, type OddRequest } from './request'

interface Answer {
  /** 0 where the connection ended without one. */
  readonly code: number
  readonly text: string
}

export interface Findings {
  readonly requests: number
  /** How often each status was answered. */
  readonly codes: ReadonlyMap<number, number>
  /** Answers that no real server gives, with the requests that they were given to. */
  readonly unintended: readonly string[]
}

/** Failures that a real server tells so too, or that were rehearsed. */
const isIntended = (text: string) => !/Internal error occurred: \w*Error\b|^\s*<|Maximum call stack/.test(text)

/** Sends random requests, some at once, while the cluster's time goes on, for as long as `goesOn` says. */
export async function fuzz(
  { cluster, port, random }: { cluster: Cluster; port: number; random: Random },
  goesOn: (requests: number) => boolean,
): Promise<Findings> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const codes = new Map<number, number>()
  const unintended: string[] = []
  let requests = 0
  const work = async () => {
    while (goesOn(requests)) {
      const asked = drawRequest(cluster, random.fork(String(requests++)))
      const { code, text } = await send(port, agent, asked)
      codes.set(code, (codes.get(code) ?? 0) + 1)
      if (code >= 500 && !isIntended(text)) unintended.push(describe(asked, code, text))
      cluster.clock.advance(random.below(60))
    }
  }
  await Promise.all(Array.from({ length: 6 }, work))
  agent.destroy()
  return { requests, codes, unintended }
}

const describe = ({ method, path, headers, body = '' }: OddRequest, code: number, text: string) =>
  `${code} ${text.slice(0, 500)}\n  ${method} ${path} ${JSON.stringify(headers)}\n  ${String(body).slice(0, 3000)}`

/** Of a client that waits, in milliseconds. */
const patience = 1_000

function send(port: number, agent: Agent, { method, path, headers, body, patience: own }: OddRequest): Promise<Answer> {
  return new Promise((resolve) => {
    let code = 0
    let text = ''
    const done = () => resolve({ code, text })
    const signal = AbortSignal.timeout(own ?? patience)
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent, signal }, (response) => {
      code = response.statusCode ?? 0
      response.on('data', (chunk: Buffer) => {
        if (text.length < 4000) text += chunk.toString('utf8', 0, 4000)
      })
      response.on('close', done).on('error', done)
    })
    // Cut off by itself or by the server: both are part of the exercise.
    sent.on('error', done).end(body)
  })
}
