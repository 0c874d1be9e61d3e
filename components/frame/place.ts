'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { type Page, pageAddress, pages, scopeOf } from '@/components/ui/address'

/** Where one is, and where one may go with the same namespaces. */
export interface Place {
  /** Null on a page that the rail does not lead to. */
  readonly page: Page | null
  readonly namespaces: readonly string[]
  addressOf(page: Page): string
}

export function usePlace(cluster: string): Place {
  const [, , segment = 'overview'] = usePathname().split('/')
  const query = useSearchParams()
  const scope = scopeOf(query)
  return {
    page: pages.find((page) => page === segment) ?? null,
    namespaces: query.getAll('namespace'),
    addressOf: (page) => pageAddress(cluster, page, scope),
  }
}
