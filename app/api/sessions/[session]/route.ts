import { endSession } from '@/server/access/own-sessions'
import { signedIn } from '@/server/access/viewer'

export async function DELETE(request: Request, { params }: RouteContext<'/api/sessions/[session]'>) {
  const refused = await endSession(request, signedIn(request), (await params).session)
  if (refused === undefined) return new Response(null, { status: 204 })
  return Response.json({ problem: refused.problem }, { status: refused.status })
}
