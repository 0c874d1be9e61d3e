import { missingConfig } from '@/lib/health/pods/creation'
import { linesOf, type ProblemRow } from '@/lib/views/problems'

/** The ConfigMaps and Secrets that problems say are not there, or lack a key: by `Secret/payments-db`, in a word or two. */
export function missingReferences(
  problems: readonly Pick<ProblemRow, 'cause' | 'evidence'>[],
): ReadonlyMap<string, string> {
  const missing = new Map<string, string>()
  for (const { cause, evidence } of problems) {
    if (cause !== 'config-missing') continue
    for (const line of linesOf(evidence)) {
      const [, key, kind = '', name = ''] = told.exec(missingConfig(line) ?? '') ?? []
      if (name !== '') missing.set(`${kinds[kind] ?? ''}/${name}`, key === undefined ? 'Missing' : `Lacks ${key}`)
    }
  }
  return missing
}

const told = /^(?:key (\S+) of )?(configmap|secret) (\S+)$/
const kinds: Readonly<Record<string, string>> = { configmap: 'ConfigMap', secret: 'Secret' }
