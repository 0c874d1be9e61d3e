import type { CauseEntry } from '@/lib/health/causes/entry'
import type { Finding } from '@/lib/health/finding'
import { placeOf, type Reference } from '@/lib/health/reference'
import { count, names } from '@/lib/health/words'
import type { Harm } from './harm'

interface Plot {
  readonly entry: CauseEntry
  /** In order of their objects' names. */
  readonly findings: readonly Finding[]
  readonly owners: readonly Reference[]
  readonly subject: Reference
  readonly harm: Harm
}

/** `3 of 12 pods of shop/web can't pull registry/web:1.8.2: manifest unknown; 9 still serve.` */
export function tell(plot: Plot): string {
  const { entry, findings, harm } = plot
  const [first] = findings
  if (first === undefined) return ''
  const aboutPods = entry.about !== 'subject' && findings.every(({ object }) => object.kind === 'Pod')
  const { who, many } = aboutPods ? podsOf(plot) : { who: called(plot.subject), many: false }
  const words = { ...first.words, missing: missingIn(plot) }
  const told = entry.tell({ who, many, count: findings.length, detail: first.detail, words })
  return `${who} ${told}${victims(plot, aboutPods)}${entry.harms === 'pods' ? rest(plot.owners, harm) : ''}.`
}

function podsOf({ entry, findings, owners, harm }: Plot): { readonly who: string; readonly many: boolean } {
  const pods = new Set(findings.map(({ object }) => object.uid)).size
  const many = pods > 1
  const [owner] = owners
  if (owners.length > 1 && owners.every(({ kind }) => kind === 'Pod'))
    return { who: `Pods ${names(owners.map(placeOf))}`, many }
  if (owner === undefined || owners.length > 1)
    return { who: `${count(pods, 'pod')} of ${owners.length} workloads`, many }
  if (owner.kind === 'Pod') return { who: `Pod ${placeOf(owner)}`, many }
  const of = `of ${placeOf(owner)}`
  // What ended or is ending is not one of those that there should be.
  if (harm.known === 0 || harm.desired === 0 || entry.harms !== 'pods')
    return { who: `${count(pods, 'pod')} ${of}`, many }
  if (pods < harm.desired) return { who: `${pods} of ${harm.desired} pods ${of}`, many }
  if (pods === harm.desired) return { who: `${whole(pods)} ${of}`, many }
  return { who: `${count(pods, 'pod')} ${of}`, many }
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
function missingIn({ findings, owners }: Plot): string {
  const missing = findings.reduce((sum, { words }) => sum + (Number(words.missing) || 0), 0)
  return `${count(missing, 'pod')}${owners.length > 1 ? ` of ${owners.length} workloads` : ''}`
}

/** Whom a node or a claim takes along: `; it takes down 12 pods of 5 workloads`. */
function victims({ entry, findings, owners, subject }: Plot, aboutPods: boolean): string {
  if (aboutPods || entry.about !== 'subject' || entry.harms === 'pods') return ''
  const pods = new Set(findings.filter(({ object }) => object.kind === 'Pod').map(({ object }) => object.uid)).size
  if (pods === 0) return ''
  const harmed = owners.filter(({ kind }) => kind !== subject.kind)
  const [owner] = harmed
  const whose = harmed.length === 1 && owner !== undefined ? placeOf(owner) : `${harmed.length} workloads`
  if (findings.some(({ cause }) => cause === 'evicted')) return `; it evicted ${count(pods, 'pod')} of ${whose}`
  if (subject.kind !== 'Node' && entry.family !== 'claim') return ''
  return `; ${count(pods, 'pod')} of ${whose} ${pods === 1 ? 'is' : 'are'} down with it`
}

/** What still serves. */
function rest(owners: readonly Reference[], { known, desired, ready, down }: Harm): string {
  const [owner] = owners
  if (known === 0 || desired === 0 || (owners.length === 1 && owner?.kind === 'Pod')) return ''
  if (owners.length > 1)
    return down === 0 ? '' : `; ${down} of them ${down === 1 ? 'has' : 'have'} nothing left that serves`
  if (ready === 0) return '; none serves'
  if (ready >= desired)
    return `; ${desired === 1 ? 'it serves' : desired === 2 ? 'both serve' : `all ${desired} serve`} for now`
  return `; ${ready} still ${ready === 1 ? 'serves' : 'serve'}`
}
