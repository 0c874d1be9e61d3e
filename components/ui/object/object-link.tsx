import Link from 'next/link'
import { type Named, objectAddress } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'

/** Another object by its name, leading to its page where it has one. */
export function ObjectLink({ cluster, to, withKind = false }: { cluster: string; to: Named; withKind?: boolean }) {
  const href = objectAddress(cluster, to)
  const words = (
    <>
      {withKind && <span className="font-sans">{to.kind} </span>}
      {to.name}
    </>
  )
  if (href === undefined) return <span className="font-mono text-sm wrap-anywhere">{words}</span>
  return (
    <Link href={href} prefetch={false} className={`${looks.link} font-mono text-sm wrap-anywhere`}>
      {words}
    </Link>
  )
}
