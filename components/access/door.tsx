import type { ReactNode } from 'react'
import { Wheel } from '@/components/ui/wheel'

/** A page outside of any cluster: a mark, a title, and what to do. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-12">
      <Wheel size={40} />
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="flex flex-col gap-3 text-lg text-quiet">{children}</div>
    </main>
  )
}
