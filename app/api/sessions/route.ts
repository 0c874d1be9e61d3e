import { listSessions } from '@/server/access/own-sessions'
import { signedIn } from '@/server/access/viewer'

export const GET = async (request: Request) => Response.json({ sessions: await listSessions(signedIn(request)) })
