import { parseObjectAddress } from '@/lib/objects/object-address'
import { signedIn } from '@/server/access/viewer'
import { runtime } from '@/server/runtime'

/** Server-sent events, each an `ObjectMessage` (lib/objects/object-message.ts). */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/clusters/[cluster]/objects/[resource]/[...name]'>,
) {
  const { cluster, resource, name } = await params
  const address = parseObjectAddress(resource, name)
  if ('problem' in address)
    return Response.json(address, { status: address.problem.code === 'unknown-resource' ? 404 : 400 })
  const answer = runtime().object(cluster, address.value, signedIn(request))
  if ('problem' in answer)
    return Response.json(answer, { status: answer.problem.code === 'unknown-cluster' ? 404 : 503 })
  return new Response(answer.stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
