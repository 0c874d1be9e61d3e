import type { Json } from '@/demo/api/json'
import type { Cause } from '@/demo/api/status'

// Field errors in the words of k8s.io/apimachinery pkg/util/validation/field, v0.36.
export type FieldCause = Required<Cause>

export const required = (field: string, why = ''): FieldCause => ({
  reason: 'FieldValueRequired',
  field,
  message: why === '' ? 'Required value' : `Required value: ${why}`,
})

export const invalidValue = (field: string, value: Json | undefined, why: string): FieldCause => ({
  reason: 'FieldValueInvalid',
  field,
  message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`,
})

export const forbiddenField = (field: string, why: string): FieldCause => ({
  reason: 'FieldValueForbidden',
  field,
  message: `Forbidden: ${why}`,
})

export const duplicate = (field: string, value: Json): FieldCause => ({
  reason: 'FieldValueDuplicate',
  field,
  message: `Duplicate value: ${JSON.stringify(value)}`,
})

export const unsupportedValue = (field: string, value: Json, supported: readonly string[]): FieldCause => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported.map((one) => `"${one}"`).join(', ')}`,
})

/** A count that may be 0 and not less. */
export const negative = (field: string, value: Json | undefined): readonly FieldCause[] =>
  typeof value === 'number' && value < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : []

/** What a custom resource's answer ends with when its schema found something. */
export const unchecked = invalidValue(
  '<nil>',
  null,
  'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
)
