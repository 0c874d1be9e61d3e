import { requireViewer } from '@/app/viewer'
import { pageParameters, readSegment } from '@/components/ui/address'
import { linesAtFirst } from '@/components/ui/list/lines-at-first'
import type { Answer } from '@/lib/live/message'
import { parseQuestion, type Question } from '@/lib/live/question'
import { shapes, type ViewName } from '@/lib/views/shapes'
import { runtime } from '@/server/runtime'

/** How long a page waits for rows of a cluster that is just being read, ms; after that they come live. */
const patienceMs = 150

export interface ClusterParams {
  readonly params: Promise<{ readonly cluster: string }>
}

export interface PageQuery extends ClusterParams {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>
}

/** The server's clock when a page is drawn; the browser's first ages count from it, too. */
export const drawnAt = () => Date.now()

export async function clusterOf({ params }: ClusterParams): Promise<string> {
  return readSegment((await params).cluster)
}

/** The page's query as the API reads it, without what is the page's own. */
export async function queryOf({ searchParams }: PageQuery): Promise<URLSearchParams> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(await searchParams))
    if (!pageParameters.includes(name)) for (const one of [value ?? []].flat()) query.append(name, one)
  return query
}

/** The first rows, so that they are in the HTML. Undefined when they can't be had now: the page then says why, live. */
export async function firstAnswer(cluster: string, view: ViewName, question: Question): Promise<Answer | undefined> {
  const viewer = await requireViewer()
  const asked = await runtime().ask({ cluster, view, question }, viewer, patienceMs)
  return 'answer' in asked ? asked.answer : undefined
}

/** For a list: the cluster, and the first rows of what the address asks; those that no screen shows at first come live. */
export async function firstRows(view: ViewName, props: PageQuery) {
  const cluster = await clusterOf(props)
  const parsed = parseQuestion(shapes[view], await queryOf(props))
  if ('problem' in parsed) return { cluster, initial: undefined }
  return { cluster, initial: await firstAnswer(cluster, view, { ...parsed.value, limit: linesAtFirst }) }
}
