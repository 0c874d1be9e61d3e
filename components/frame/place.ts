'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { type Page, pageAddress, pages, scopeOf } from '@/components/ui/address'

/** Where one is, and where one may go with the same namespaces. */
export interface Place {
  readonly page: Page
  readonly namespaces: readonly string[]
  addressOf(page: Page): string
}

export function usePlace(cluster: string): Place {
  const [, , segment = 'overview'] = usePathname().split('/')
  const query = useSearchParams()
  const scope = scopeOf(query)
  return {
    page: pages.find((page) => page === segment) ?? 'overview',
    namespaces: query.getAll('namespace'),
    addressOf: (page) => pageAddress(cluster, page, scope),
  }
}
