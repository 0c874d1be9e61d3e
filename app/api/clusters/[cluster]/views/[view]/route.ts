import { refusal } from '@/app/answers'
import { parseAsking } from '@/lib/live/selection-path'
import { signedIn } from '@/server/access/door/viewer'
import { runtime } from '@/server/runtime'

/** How long a script waits for a cluster that nobody looked at before. */
const patienceMs = 10_000

export async function GET(request: Request, { params }: RouteContext<'/api/clusters/[cluster]/views/[view]'>) {
  const { cluster, view } = await params
  const asking = parseAsking(cluster, view, new URL(request.url).searchParams)
  if ('problem' in asking) return Response.json(asking, { status: asking.problem.code === 'unknown-view' ? 404 : 400 })
  const asked = await runtime().ask(asking.value, signedIn(request), patienceMs)
  return 'problem' in asked ? refusal(asked.problem) : Response.json(asked.answer)
}
