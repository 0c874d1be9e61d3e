import type { AuditAct, Standing } from './audit-record'
import { auditVerbs } from './verbs'

/** What was done, without who and how it ended: `deleted pods web-0`, `signed in`. */
export function deedOf({ verb, resource, name }: Pick<AuditAct, 'verb' | 'resource' | 'name'>): string {
  const deed: string = Object.entries(auditVerbs).find(([known]) => known === verb)?.[1] ?? verb
  return [deed, resource, name].filter((word) => word !== null).join(' ')
}

export const standingWords: Readonly<Record<Standing, string>> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  unknown: 'Outcome unknown',
  'under-way': 'Under way',
}

/** An act in one sentence: `ada deleted pods web-0 in shop on prod: refused (forbidden).` */
export function sentenceOf(act: AuditAct): string {
  const where = [act.namespace === null ? '' : ` in ${act.namespace}`, act.cluster === null ? '' : ` on ${act.cluster}`]
  const why = act.problem === null ? '' : ` (${act.problem})`
  const ended = act.outcome === 'done' ? '' : `: ${standingWords[act.outcome].toLowerCase()}${why}`
  return `${act.person} ${deedOf(act)}${where.join('')}${ended}.`
}
