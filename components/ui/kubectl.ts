/** An object as kubectl is told of it; `namespace` null where the kind has none. */
export interface Target {
  readonly resource: string
  readonly namespace: string | null
  readonly name: string
}

/** The command that shows exactly these objects, one line for each namespace they are in. Names need no quotes (RFC 1123). */
export function kubectlGet(targets: readonly Target[]): string {
  const byNamespace = Map.groupBy(targets, ({ namespace }) => namespace)
  return [...byNamespace]
    .map(([namespace, those]) => {
      const scope = namespace === null ? '' : `-n ${namespace} `
      return `kubectl get ${scope}${those.map(({ resource, name }) => `${resource}/${name}`).join(' ')}`
    })
    .join('\n')
}

/** The commands that one looks into an object with; only what has pods has logs. */
export function kubectlLooks({ resource, namespace, name }: Target): readonly string[] {
  const scope = namespace === null ? '' : `-n ${namespace} `
  const logs = [`kubectl logs ${scope}${resource}/${name} --all-containers --follow`]
  return [
    `kubectl get ${scope}${resource}/${name} -o yaml`,
    `kubectl describe ${scope}${resource}/${name}`,
    ...(resource === 'node' || resource === 'cronjob' ? [] : logs),
  ]
}
