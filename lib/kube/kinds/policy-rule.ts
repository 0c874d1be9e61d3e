import { messages, texts } from '@/lib/kube/fields'

/** The rules of a Role or ClusterRole; of an aggregated one as its controller has written them. */
export const policyRules = (number: number) =>
  messages(number, {
    verbs: texts(1),
    apiGroups: texts(2),
    resources: texts(3),
    resourceNames: texts(4),
    nonResourceURLs: texts(5),
  })
