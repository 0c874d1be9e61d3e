import { runtime } from '@/server/runtime'

export function GET() {
  const { clusters, problem } = runtime()
  return Response.json({ clusters: clusters.states(), problem })
}
