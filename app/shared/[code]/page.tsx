import type { Metadata } from 'next'
import { Shared } from '@/components/access/shared'
import { sharedView } from '@/server/access/sign-in/sign-in-link'

export const metadata: Metadata = { title: 'A shared view', robots: { index: false } }

export default async function SharedPage({ params }: PageProps<'/shared/[code]'>) {
  const { code } = await params
  return <Shared code={code} view={await sharedView(code)} />
}
