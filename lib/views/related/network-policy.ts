import { matches } from '@/lib/health/selector'
import { count } from '@/lib/health/words'
import type { NetworkPolicy } from '@/lib/kube/kinds/networkpolicy'
import type { RelatedRow } from '@/lib/views/related'
import { relate, type Subject } from './subject'

/** An absent selector is an empty one, which selects every pod of the namespace (networking/v1 types.go). */
export function isRestricted({ labels }: Subject, { spec }: NetworkPolicy): boolean {
  return spec?.podSelector === undefined || matches(spec.podSelector, labels)
}

export function relateNetworkPolicy(subject: Subject, policy: NetworkPolicy): RelatedRow {
  const { ingress = [], egress = [], policyTypes = [] } = policy.spec ?? {}
  // The API server fills in what is left out: Ingress, and Egress where there are rules for it (SetDefaults_NetworkPolicy).
  const types = policyTypes.length > 0 ? policyTypes : ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])]
  const words = [
    ...(types.includes('Ingress') ? [`in: ${rulesWords(ingress.map((it) => it.ports.length + it.from.length))}`] : []),
    ...(types.includes('Egress') ? [`out: ${rulesWords(egress.map((it) => it.ports.length + it.to.length))}`] : []),
  ].join('; ')
  return relate(subject, 'restricts', policy.metadata?.name ?? '', { words })
}

/** By how much each rule narrows; one that narrows nothing lets everything through. */
function rulesWords(narrowings: readonly number[]): string {
  if (narrowings.length === 0) return 'nothing allowed'
  return narrowings.includes(0) ? 'everything allowed' : `only by ${count(narrowings.length, 'rule')}`
}
