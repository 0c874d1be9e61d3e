import { signedIn } from '@/server/access/door/viewer'
import { revokeLink } from '@/server/access/own/own-links'

export async function DELETE(request: Request, { params }: RouteContext<'/api/shared-links/[link]'>) {
  const refused = await revokeLink(request, signedIn(request), (await params).link)
  if (refused === undefined) return new Response(null, { status: 204 })
  return Response.json({ problem: refused.problem }, { status: refused.status })
}
