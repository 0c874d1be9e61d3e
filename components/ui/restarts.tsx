'use client'
import { use } from 'react'
import { formatRestarts } from '@/lib/format/restarts'
import { NowContext } from './now'

/** How often and how lately something restarted, as kubectl prints it. */
export function Restarts({ count, lastAt }: { count: number; lastAt: number }) {
  const now = use(NowContext)
  return <span suppressHydrationWarning>{formatRestarts(count, lastAt, now)}</span>
}
