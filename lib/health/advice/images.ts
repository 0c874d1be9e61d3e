import type { Remark } from '@/lib/health/advice'
import type { Workload } from '@/lib/health/workload'
import { fieldOf, servingContainers } from './template'

export function adviseImages(workload: Workload): readonly Remark[] {
  return servingContainers(workload)
    .filter(({ image }) => movesOf(image))
    .map((container) => ({
      code: 'latest-tag',
      sentence: `Container ${container.name} runs ${container.image}, whose tag moves.`,
      why: 'Which version runs depends on when a node pulled it, and an undo may bring back the same image.',
      field: fieldOf(container, 'image'),
    }))
}

/** `latest`, or no tag, which means the same; a digest never moves. */
function movesOf(image: string): boolean {
  if (image === '' || image.includes('@')) return false
  const name = image.slice(image.lastIndexOf('/') + 1)
  return !name.includes(':') || name.endsWith(':latest')
}
