/** One requirement of a label selector (meta/v1); an operator that is not known is met by nothing. */
export interface Requirement {
  readonly operator: string
  readonly values?: readonly string[]
}

export function meets({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
