'use client'
import { CircleUserRound } from 'lucide-react'
import { looks } from '@/components/ui/looks'
import { Opener } from '@/components/ui/opener'

export function Person({ name }: { name: string }) {
  const face = (
    <>
      <CircleUserRound aria-hidden size={16} className="shrink-0" />
      <span className="max-w-32 truncate max-lg:sr-only">{name}</span>
    </>
  )
  return (
    <Opener label={`${name}: signed in`} align="end" className={looks.quietButton} face={face}>
      {() => (
        <div className="min-w-44">
          <p className="px-2 py-1.5">
            Signed in as <span className="font-medium">{name}</span>
          </p>
          <form method="post" action="/api/sign-out" className="border-t border-line pt-1">
            <button type="submit" className={looks.entry}>
              Sign out
            </button>
          </form>
        </div>
      )}
    </Opener>
  )
}
