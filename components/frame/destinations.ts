import { Boxes, Gauge, type LucideIcon, ScrollText, Server, SquareStack, TriangleAlert } from 'lucide-react'
import type { Page } from '@/components/ui/address'
import type { Place } from './place'

export interface Destination {
  readonly name: string
  readonly icon: LucideIcon
  /** Pressed after `g`. */
  readonly letter: string
  /** A page of the cluster where one is, or an address that belongs to none. */
  readonly to: Page | `/${string}`
}

/** The rail, top to bottom. A page that comes later takes its place here. */
export const destinations: readonly Destination[] = [
  { to: 'overview', name: 'Overview', icon: Gauge, letter: 'o' },
  { to: 'problems', name: 'Problems', icon: TriangleAlert, letter: 'b' },
  { to: 'workloads', name: 'Workloads', icon: Boxes, letter: 'w' },
  { to: 'pods', name: 'Pods', icon: SquareStack, letter: 'p' },
  { to: 'nodes', name: 'Nodes', icon: Server, letter: 'n' },
  { to: '/audit', name: 'Audit', icon: ScrollText, letter: 'u' },
]

/** Where it is, with the namespaces that are chosen. */
export function addressOf({ to }: Destination, place: Place): string {
  // TypeScript tells a page's name from an address only by what it is not.
  return to.startsWith('/') ? to : place.addressOf(to as Page)
}
