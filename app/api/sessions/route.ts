import { refusal } from '@/app/answers'
import { signedIn } from '@/server/access/door/viewer'
import { orProblem } from '@/server/access/own/or-problem'
import { listSessions } from '@/server/access/own/own-sessions'

export async function GET(request: Request) {
  const sessions = await orProblem(() => listSessions(signedIn(request)))
  return 'problem' in sessions ? refusal(sessions.problem) : Response.json({ sessions })
}
