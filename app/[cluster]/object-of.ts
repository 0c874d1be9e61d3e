import { notFound } from 'next/navigation'
import { type RowView, rowQuestion } from '@/components/object/row-question'
import { readSegment } from '@/components/ui/address'
import { type ObjectAddress, objectResources, parseObjectAddress } from '@/lib/objects/object-address'
import { firstAnswer } from './asked'

/** The object that the segments of a page's path name. */
export function objectOf(resource: string | undefined, ...segments: readonly string[]): ObjectAddress {
  const parsed = parseObjectAddress(resource ?? '', segments.map(readSegment))
  return 'value' in parsed ? parsed.value : notFound()
}

/** The row that the page opens with. */
export function firstRow(cluster: string, view: RowView, { resource, namespace, name }: ObjectAddress) {
  return firstAnswer(cluster, view, rowQuestion(view, objectResources[resource].kind, namespace, name))
}
