import { refusal } from '@/app/answers'
import { signedIn } from '@/server/access/door/viewer'
import { orProblem } from '@/server/access/own/or-problem'
import { listLinks, makeLink } from '@/server/access/own/own-links'

export async function GET(request: Request) {
  const links = await orProblem(() => listLinks(signedIn(request)))
  return 'problem' in links ? refusal(links.problem) : Response.json({ links })
}

export async function POST(request: Request) {
  const made = await makeLink(request, signedIn(request), await request.json().catch(() => undefined))
  return 'problem' in made
    ? Response.json({ problem: made.problem }, { status: made.status })
    : Response.json(made, { status: 201 })
}
