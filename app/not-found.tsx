import { Lost } from '@/components/frame/lost'
import { runtime } from '@/server/runtime'
import { requireViewer } from './viewer'

export default async function NotFound() {
  await requireViewer()
  return <Lost clusters={runtime().clusters.states()} />
}
