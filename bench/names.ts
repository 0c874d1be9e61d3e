/** In the order in which `all` measures. */
export const measurementNames = ['cold', 'open', 'reach', 'change', 'churn', 'fanout', 'memory'] as const
/** Measured by themselves: they need no other cluster than their own. */
export const aloneNames = ['logs', 'demo'] as const
export type ClusterMeasurement = (typeof measurementNames)[number]
export type AloneMeasurement = (typeof aloneNames)[number]
export type MeasurementName = ClusterMeasurement | AloneMeasurement

export const isAlone = (name: string | undefined): name is AloneMeasurement =>
  (aloneNames as readonly (string | undefined)[]).includes(name)

export const isMeasurementName = (name: string): name is MeasurementName =>
  isAlone(name) || (measurementNames as readonly string[]).includes(name)
