/** In the order in which `all` measures. */
export const measurementNames = ['cold', 'open', 'reach', 'change', 'churn', 'fanout', 'memory'] as const
export type MeasurementName = (typeof measurementNames)[number]

export const isMeasurementName = (name: string): name is MeasurementName =>
  (measurementNames as readonly string[]).includes(name)
