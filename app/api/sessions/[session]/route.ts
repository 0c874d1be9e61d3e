import { signedIn } from '@/server/access/door/viewer'
import { endSession } from '@/server/access/own/own-sessions'

export async function DELETE(request: Request, { params }: RouteContext<'/api/sessions/[session]'>) {
  const refused = await endSession(request, signedIn(request), (await params).session)
  if (refused === undefined) return new Response(null, { status: 204 })
  return Response.json({ problem: refused.problem }, { status: refused.status })
}
