import { refusal } from '@/app/answers'
import { parseSecretAddress } from '@/lib/objects/secret-address'
import { signedIn } from '@/server/access/door/viewer'
import { runtime } from '@/server/runtime'

/** A Secret without its values: a `ShownSecret` (lib/objects/shown-secret.ts). */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/clusters/[cluster]/secrets/[namespace]/[name]'>,
) {
  const { cluster, namespace, name } = await params
  const secret = parseSecretAddress(namespace, name)
  if ('problem' in secret) return refusal(secret.problem)
  const answer = await runtime().secret({ cluster, secret: secret.value, viewer: signedIn(request) })
  if ('problem' in answer) return refusal(answer.problem)
  return Response.json(answer.shown, { headers: { 'cache-control': 'no-store' } })
}
