import { signedIn } from '@/server/access/door/viewer'
import { listSessions } from '@/server/access/own/own-sessions'

export const GET = async (request: Request) => Response.json({ sessions: await listSessions(signedIn(request)) })
