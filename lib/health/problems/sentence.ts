import type { CauseEntry } from '@/lib/health/causes/entry'
import type { Finding } from '@/lib/health/finding'
import { placeOf, type Reference } from '@/lib/health/reference'
import { count, names } from '@/lib/health/words'
import type { Roll } from './foremost'
import type { Group } from './group'
import type { Harm } from './harm'

interface Plot {
  readonly entry: CauseEntry
  /** Of the findings that name the cause the first, in order of their objects. */
  readonly first: Finding
  readonly group: Group
  readonly harm: Harm
}

/** `3 of 12 pods of shop/web can't pull registry/web:1.8.2: manifest unknown; 9 still serve.` */
export function tell(plot: Plot): string {
  const { entry, first, group, harm } = plot
  const aboutPods = entry.about !== 'subject' && group.objects.size === group.pods
  const { who, many } = aboutPods ? podsOf(plot) : { who: called(group.subject), many: false }
  const words = { ...first.words, missing: missingIn(group) }
  const told = entry.tell({ who, many, count: group.size, detail: first.detail, words })
  return `${who} ${told}${victims(plot, aboutPods)}${entry.harms === 'pods' ? rest(group, harm) : ''}.`
}

function podsOf({ entry, group, harm }: Plot): { readonly who: string; readonly many: boolean } {
  const { owners, pods, barePods } = group
  const many = pods > 1
  const [owner] = owners.first
  if (owners.size > 1 && owners.size === barePods) return { who: `Pods ${namesOf(owners)}`, many }
  if (owner === undefined || owners.size > 1) return { who: `${count(pods, 'pod')} of ${owners.size} workloads`, many }
  if (owner.kind === 'Pod') return { who: `Pod ${placeOf(owner)}`, many }
  const of = `of ${placeOf(owner)}`
  // What ended or is ending is not one of those that there should be.
  if (harm.known === 0 || harm.desired === 0 || entry.harms !== 'pods')
    return { who: `${count(pods, 'pod')} ${of}`, many }
  if (pods < harm.desired) return { who: `${pods} of ${harm.desired} pods ${of}`, many }
  if (pods === harm.desired) return { who: `${whole(pods)} ${of}`, many }
  return { who: `${count(pods, 'pod')} ${of}`, many }
}

/** `a, b and 4 more`. */
function namesOf({ first, size }: Roll): string {
  if (size <= first.length) return names(first.map(placeOf))
  const [a, b] = first
  return `${[a, b].map((one) => (one === undefined ? '' : placeOf(one))).join(', ')} and ${size - 2} more`
}

function whole(pods: number): string {
  if (pods === 1) return 'The only pod'
  return pods === 2 ? 'Both pods' : `All ${pods} pods`
}

const callings: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'Autoscaler',
  PodDisruptionBudget: 'Budget',
  PersistentVolumeClaim: 'Claim',
  ResourceQuota: 'Quota',
  AdmissionWebhook: 'Admission webhook',
}

const called = (subject: Reference): string => `${callings[subject.kind] ?? subject.kind} ${placeOf(subject)}`

/** How many pods could not be made, over all who tried. */
const missingIn = ({ missing, owners }: Group): string =>
  `${count(missing, 'pod')}${owners.size > 1 ? ` of ${owners.size} workloads` : ''}`

/** Whom a node or a claim takes along: `; it takes down 12 pods of 5 workloads`. */
function victims({ entry, group }: Plot, aboutPods: boolean): string {
  if (aboutPods || entry.about !== 'subject' || entry.harms === 'pods') return ''
  const { pods, harmed, causes, subject } = group
  if (pods === 0) return ''
  const [owner] = harmed.first
  const whose = harmed.size === 1 && owner !== undefined ? placeOf(owner) : `${harmed.size} workloads`
  if (causes.has('evicted')) return `; it evicted ${count(pods, 'pod')} of ${whose}`
  if (subject.kind !== 'Node' && entry.family !== 'claim') return ''
  return `; ${count(pods, 'pod')} of ${whose} ${pods === 1 ? 'is' : 'are'} down with it`
}

/** What still serves. */
function rest({ owners }: Group, { known, desired, ready, down }: Harm): string {
  const [owner] = owners.first
  if (known === 0 || desired === 0 || (owners.size === 1 && owner?.kind === 'Pod')) return ''
  if (owners.size > 1)
    return down === 0 ? '' : `; ${down} of them ${down === 1 ? 'has' : 'have'} nothing left that serves`
  if (ready === 0) return '; none serves'
  if (ready >= desired)
    return `; ${desired === 1 ? 'it serves' : desired === 2 ? 'both serve' : `all ${desired} serve`} for now`
  return `; ${ready} still ${ready === 1 ? 'serves' : 'serve'}`
}
