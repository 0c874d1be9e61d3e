import type { RoleBinding, Subject } from '@/demo/store/rbac-objects'
import { table } from './table'

/** A RoleBinding's or a ClusterRoleBinding's. */
export const bindings = table<RoleBinding>(
  'Name, Role, Age, Users*, Groups*, ServiceAccounts*',
  ({ metadata, roleRef, subjects = [] }, age) => {
    const of = (kind: Subject['kind']) =>
      subjects
        .filter((subject) => subject.kind === kind)
        .map(({ name, namespace }) => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name))
        .join(', ')
    return [metadata.name, `${roleRef.kind}/${roleRef.name}`, age, of('User'), of('Group'), of('ServiceAccount')]
  },
)
