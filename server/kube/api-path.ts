import type { Kind } from '@/lib/kube/kind'
import { KubeError } from './status-error'

type Addressed = Pick<Kind, 'group' | 'version' | 'resource' | 'namespaced'>

/** The segments under which a server keeps a resource: all of it, one namespace's part, or one object. */
export function apiPath(kind: Addressed, namespace?: string, name?: string): readonly string[] {
  const root = kind.group === '' ? ['api', kind.version] : ['apis', kind.group, kind.version]
  const scope = kind.namespaced && namespace !== undefined ? ['namespaces', namespace] : []
  return [...root, ...scope, kind.resource, ...(name === undefined ? [] : [name])]
}

// The API's own rule for a name in a path: apimachinery pkg/api/validation/path, IsValidPathSegmentName.
const unsafe = /[/%\\\u0000-\u001f\u007f]/

/** Joins segments to a path that cannot lead anywhere else. Throws KubeError for one that no object could be named. */
export function joinPath(segments: readonly string[]): string {
  for (const segment of segments) {
    if (segment === '' || segment === '.' || segment === '..' || unsafe.test(segment))
      throw new KubeError('protocol', {
        code: 'bad-name',
        sentence: `${JSON.stringify(segment)} cannot be the name of anything in Kubernetes: check the address.`,
        detail: null,
      })
  }
  return `/${segments.map(encodeURIComponent).join('/')}`
}
