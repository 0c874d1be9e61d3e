import { signedIn } from '@/server/access/door/viewer'
import { listLinks, makeLink } from '@/server/access/own/own-links'

export const GET = async (request: Request) => Response.json({ links: await listLinks(signedIn(request)) })

export async function POST(request: Request) {
  const made = await makeLink(request, signedIn(request), await request.json().catch(() => undefined))
  return 'problem' in made
    ? Response.json({ problem: made.problem }, { status: made.status })
    : Response.json(made, { status: 201 })
}
