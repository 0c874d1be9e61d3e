import * as fields from '@/lib/kube/fields'

/** The language of lib/kube/fields for objects that come as JSON only: there no field has a number. */
export const text = fields.text(0)
export const texts = fields.texts(0)
export const int = fields.int(0)
export const optionalInt = fields.optionalInt(0)
export const bool = fields.bool(0)
export const optionalBool = fields.optionalBool(0)
export const time = fields.time(0)
export const intOrString = fields.intOrString(0)
export const map = fields.map(0)
export const quantities = fields.quantities(0)

export const message = <const F extends fields.Fields>(of: F) => fields.message(0, of)
export const messages = <const F extends fields.Fields>(of: F) => fields.messages(0, of)

export const conditions = messages({
  type: text,
  status: text,
  lastTransitionTime: time,
  lastUpdateTime: time,
  reason: text,
  message: text,
})

export const metadata = message({
  name: text,
  namespace: text,
  uid: text,
  creationTimestamp: time,
  deletionTimestamp: time,
  deletionGracePeriodSeconds: optionalInt,
  generation: int,
  labels: map,
  annotations: map,
  finalizers: texts,
  ownerReferences: messages({ kind: text, name: text, uid: text, controller: bool }),
})

const requirement = { key: text, operator: text, values: texts }

export const labelSelector = message({ matchLabels: map, matchExpressions: messages(requirement) })
export type LabelSelector = NonNullable<(typeof labelSelector)['absent']>
export const requirements = messages(requirement)
