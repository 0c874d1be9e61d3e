import { muteAnnotation } from '@/lib/kube/kinds/metadata'

interface Muted {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
}

/** The command that mutes these codes of advice on a workload, in place of those that are muted. */
export function muteCommand({ kind, namespace, name }: Muted, codes: readonly string[]): string {
  const list = [...new Set(codes)].sort().join(',')
  return `kubectl annotate ${kind.toLowerCase()}/${name} -n ${namespace ?? ''} --overwrite ${muteAnnotation}=${list}`
}
