import { map, message, messages, text, texts } from '@/lib/kube/fields'

/** LabelSelector (meta/v1). In policy/v1 an empty one matches every pod, an absent one none. */
export const labelSelector = (number: number) =>
  message(number, {
    matchLabels: map(1),
    matchExpressions: messages(2, { key: text(1), operator: text(2), values: texts(3) }),
  })
