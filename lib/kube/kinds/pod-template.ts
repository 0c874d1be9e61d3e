import { message, messages, text } from '@/lib/kube/fields'

/** PodTemplateSpec (core/v1): of a workload's template only what its containers run is kept. */
export const podTemplate = (number: number) =>
  message(number, { spec: message(2, { containers: messages(2, { name: text(1), image: text(2) }) }) })
