/** Node's and undici's errors carry what happened as `code`: `ENOENT`, `ECONNREFUSED`. */
export function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
