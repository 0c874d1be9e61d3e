import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createPeople } from '@/demo/access/people'
import { type Clock, createClock } from '@/demo/clock'
import { createAdmission } from '@/demo/controllers/admission'
import { createRandom } from '@/demo/random'
import { createStore, type Store } from '@/demo/store/store'
import type { Usage } from '@/demo/world/usage'
import { createApiServer } from './server'

/** What a test reads of an answer. */
export interface Answer {
  readonly code: number
  readonly headers: Headers
  readonly body: {
    readonly kind?: string
    readonly message?: string
    readonly reason?: string
    readonly details?: object
    readonly metadata: Readonly<Record<string, unknown>>
    readonly spec: Readonly<Record<string, unknown>>
    readonly status: Readonly<Record<string, unknown>> & string
    readonly items: readonly { readonly metadata: { readonly name: string } }[]
    readonly [field: string]: unknown
  }
}

/** The API over a store without a world or controllers: what is written stays as it was written. */
export interface EmptyRig extends AsyncDisposable {
  readonly store: Store
  readonly clock: Clock
  readonly port: number
  readonly token: string
  ask(method: string, path: string, body?: unknown, type?: string): Promise<Answer>
}

const unused: Usage = {
  of() {
    throw new Error('There is no usage without a world.')
  },
} as unknown as Usage

export async function openEmptyRig(): Promise<EmptyRig> {
  const store = createStore()
  const clock = createClock(Date.parse('2026-11-24T08:00:00Z'))
  const people = createPeople('1')
  const admission = createAdmission(store)
  const server = createApiServer({ store, clock, people, random: createRandom('1'), usage: unused, admission })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo
  const { token } = people.admin
  return {
    store,
    clock,
    port,
    token,
    async ask(method, path, body, type = 'application/json') {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return {
        code: response.status,
        headers: response.headers,
        body: text.startsWith('{') ? JSON.parse(text) : { text },
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
