/** Why nothing can be measured: one sentence that says what is wrong and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'
}
