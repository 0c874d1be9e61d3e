import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SecretPage } from '@/components/object/secret-page'
import { readSegment } from '@/components/ui/address'
import { parseSecretAddress } from '@/lib/objects/secret-address'

type Props = PageProps<'/[cluster]/secrets/[namespace]/[name]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).name) }
}

export default async function Page({ params }: Props) {
  const { cluster, namespace, name } = await params
  const secret = parseSecretAddress(readSegment(namespace), readSegment(name))
  return 'value' in secret ? <SecretPage cluster={readSegment(cluster)} secret={secret.value} /> : notFound()
}
