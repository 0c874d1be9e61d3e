import { int, message, messages, type ObjectOf, text, unique } from './fields'

// Numbers: k8s.io/apimachinery v0.36 pkg/apis/meta/v1/generated.proto, Status.
export const statusFields = {
  status: text(2),
  message: unique(3),
  reason: text(4),
  details: message(5, {
    causes: messages(4, { reason: text(1), message: unique(2), field: text(3) }),
    retryAfterSeconds: int(5),
  }),
  code: int(6),
}

/** An API server's answer about a request: nearly always why it failed. */
export type Status = ObjectOf<typeof statusFields>
