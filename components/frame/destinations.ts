import { Boxes, Gauge, type LucideIcon, Server, SquareStack } from 'lucide-react'
import type { Page } from '@/components/ui/address'

export interface Destination {
  readonly page: Page
  readonly name: string
  readonly icon: LucideIcon
  /** Pressed after `g`. */
  readonly letter: string
}

/** The rail, top to bottom. A page that comes later takes its place here. */
export const destinations: readonly Destination[] = [
  { page: 'overview', name: 'Overview', icon: Gauge, letter: 'o' },
  { page: 'workloads', name: 'Workloads', icon: Boxes, letter: 'w' },
  { page: 'pods', name: 'Pods', icon: SquareStack, letter: 'p' },
  { page: 'nodes', name: 'Nodes', icon: Server, letter: 'n' },
]
