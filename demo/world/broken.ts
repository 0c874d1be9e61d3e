import type { PodTemplate } from '@/demo/store/objects'
import type { Service, Trouble } from './catalogue'
import type { Look } from './looks'
import type { Behaviour } from './registry'
import { imageOf } from './templates'
import type { World } from './world'

/** Troubles of a new revision that never becomes ready; the old one goes on serving. */
export const stuckRollouts: readonly (Trouble | undefined)[] = ['image', 'config', 'unready', 'init', 'unschedulable']

const behaviours: Partial<Record<Trouble, Behaviour>> = {
  crash: { run: 'crash', seconds: 20 },
  oom: { run: 'oom', seconds: 90 },
  image: { run: 'no-image', seconds: 0 },
  config: { run: 'no-config', seconds: 0 },
  unready: { run: 'unready', seconds: 0 },
}

/** How pods of a troubled revision stand there; the others run. */
export const looks: Partial<Record<string, Look>> = {
  crash: 'crash',
  oom: 'oom',
  image: 'image',
  config: 'config',
  unready: 'unready',
  init: 'init',
}

export function patchedTag(tag: string): string {
  return tag.replace(/\d+$/, (last) => String(Number(last) + 1))
}

/** Lets the image of a version lead to the service's trouble. */
export function learn({ registry }: World, { namespace, name, trouble }: Service, tag: string): void {
  const behaviour = trouble && behaviours[trouble]
  if (behaviour !== undefined) registry.set(imageOf(namespace, name, tag), behaviour)
  if (trouble === 'init') registry.set(imageOf(namespace, `${name}-migrate`, tag), { run: 'crash', seconds: 1 })
}

/** Asks for more than any node has. */
export function hungry(template: PodTemplate): PodTemplate {
  const containers = template.spec.containers.map((container) => ({
    ...container,
    resources: { requests: { cpu: '4k', memory: '32Gi' } },
  }))
  return { ...template, spec: { ...template.spec, containers } }
}
