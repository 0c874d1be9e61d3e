import { gzipSync } from 'node:zlib'
import type { Dashboard } from './dashboard'

/** The scripts that the HTML of a page names, each compressed as a server would, in KB. */
export async function firstLoadKilobytes(dashboard: Dashboard, address: string): Promise<number> {
  const html = (await dashboard.get(address)).toString()
  const tags = html.match(/<script\b[^>]*>/g) ?? []
  // Browsers of today leave out what is for those that know no modules.
  const wanted = tags.filter((tag) => !/\bnomodule\b/i.test(tag))
  const sources = new Set(wanted.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? []))
  const sizes = await Promise.all([...sources].map(async (source) => gzipSync(await dashboard.get(source)).length))
  return sizes.reduce((sum, size) => sum + size, 0) / 1024
}
