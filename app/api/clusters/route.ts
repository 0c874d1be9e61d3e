import { signedIn } from '@/server/access/door/viewer'
import { runtime } from '@/server/runtime'

export function GET(request: Request) {
  const { clustersOf, problem } = runtime()
  return Response.json({ clusters: clustersOf(signedIn(request)), problem })
}
