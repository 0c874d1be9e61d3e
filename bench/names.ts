/** In the order in which `all` measures. */
export const measurementNames = ['cold', 'open', 'reach', 'change', 'churn', 'fanout', 'memory'] as const
/** Measured by itself: it needs no other cluster than its own. */
export const demoName = 'demo'
export type ClusterMeasurement = (typeof measurementNames)[number]
export type MeasurementName = ClusterMeasurement | typeof demoName

export const isMeasurementName = (name: string): name is MeasurementName =>
  name === demoName || (measurementNames as readonly string[]).includes(name)
