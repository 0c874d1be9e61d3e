'use client'
import { Door } from '@/components/access/door'
import { looks } from '@/components/ui/looks'

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <Door title="This page could not be drawn">
      <p>
        Something in Quarterdeck itself went wrong; your clusters are not touched by it. The server’s log has the
        details.
      </p>
      <p className="flex gap-2">
        <button type="button" className={looks.mainButton} onClick={retry}>
          Try again
        </button>
        <a href="/" className={looks.button}>
          To the Overview
        </a>
      </p>
    </Door>
  )
}
