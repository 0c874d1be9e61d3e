import { eventStream } from '@/app/answers'
import { parseObjectAddress } from '@/lib/objects/object-address'
import { signedIn } from '@/server/access/door/viewer'
import { runtime } from '@/server/runtime'

/** How long a stream waits for the rights of a cluster that nobody looked at before. */
const patienceMs = 10_000

/** Server-sent events, each an `ObjectMessage` (lib/objects/object-message.ts). */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/clusters/[cluster]/objects/[resource]/[...name]'>,
) {
  const { cluster, resource, name } = await params
  const address = parseObjectAddress(resource, name)
  if ('problem' in address)
    return Response.json(address, { status: address.problem.code === 'unknown-resource' ? 404 : 400 })
  return eventStream(await runtime().object(cluster, address.value, signedIn(request), patienceMs))
}
