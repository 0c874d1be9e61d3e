import type { KubeObject } from './objects'
import type { Change } from './window'

/** What it takes to get from one state to another. An object of another uid is another object. */
export function differences<T extends KubeObject>(
  from: ReadonlyMap<string, T>,
  to: ReadonlyMap<string, T>,
): readonly Change<T>[] {
  const versionOf = ({ metadata }: T) => Number(metadata.resourceVersion)
  const gone = [...from]
    .filter(([key, { metadata }]) => to.get(key)?.metadata.uid !== metadata.uid)
    .map(([, object]) => ({ type: 'DELETED' as const, version: versionOf(object), object, previous: object }))
  const come = [...to].flatMap(([key, object]): readonly Change<T>[] => {
    const before = from.get(key)
    if (before === object) return []
    return before?.metadata.uid === object.metadata.uid
      ? [{ type: 'MODIFIED', version: versionOf(object), object, previous: before }]
      : [{ type: 'ADDED', version: versionOf(object), object, previous: undefined }]
  })
  return [...gone, ...come]
}
