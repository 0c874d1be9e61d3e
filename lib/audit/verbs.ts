/** What Quarterdeck itself records, besides Kubernetes' verbs; the sentence is what a person did. */
export const auditVerbs = {
  'sign-in': 'signed in',
  'sign-out': 'signed out',
  'revoke-session': 'ended a session',
  'create-link': 'shared a link',
  'open-link': 'opened a shared link',
  'revoke-link': 'revoked a shared link',
  'reveal-secret': 'looked at a value of',
  restore: 'restored a back-up',
  export: 'exported',
  get: 'read',
  list: 'listed',
  create: 'created',
  update: 'changed',
  patch: 'changed',
  delete: 'deleted',
} as const

export type AuditVerb = keyof typeof auditVerbs
