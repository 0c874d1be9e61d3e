import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A cluster that knows tokens and answers nothing but whose they are; `asked` are the tokens it saw. */
export async function openReviewingCluster(people: Map<string, { user: string; groups: string[] }>) {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1]
    asked.push(token)
    const found = people.get(token ?? '')
    const isReview = request.url === '/apis/authentication.k8s.io/v1/selfsubjectreviews' && request.method === 'POST'
    const status = isReview ? (found === undefined ? 401 : 201) : 404
    response.writeHead(status, { 'content-type': 'application/json' })
    const userInfo = { username: found?.user, groups: found?.groups }
    response.end(JSON.stringify(found === undefined ? { kind: 'Status', code: status } : { status: { userInfo } }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, server }
}
