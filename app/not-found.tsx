import { Lost } from '@/components/frame/lost'
import { runtime } from '@/server/runtime'
import { requireViewer } from './viewer'

export default async function NotFound() {
  return <Lost clusters={runtime().clustersOf(await requireViewer())} />
}
