import { eventStream } from '@/app/answers'
import { parseLogQuestion } from '@/lib/logs/log-question'
import { signedIn } from '@/server/access/door/viewer'
import { runtime } from '@/server/runtime'

/** How long a stream waits for the pods of a cluster that nobody looked at before. */
const patienceMs = 10_000

/** Server-sent events, each an array of `LogMessage`s (lib/logs/log-message.ts). */
export async function GET(request: Request, { params }: RouteContext<'/api/clusters/[cluster]/logs'>) {
  const { cluster } = await params
  const question = parseLogQuestion(new URL(request.url).searchParams)
  if ('problem' in question) return Response.json(question, { status: 400 })
  return eventStream(await runtime().logs(cluster, question.value, signedIn(request), patienceMs))
}
