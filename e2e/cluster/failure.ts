/** What a person can put right: its message is one sentence, printed without a stack. */
export class Failure extends Error {
  /** 1, or 2 when the command line itself is wrong. */
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.name = 'Failure'
    this.exitCode = exitCode
  }
}

export const usageFailure = (message: string): Failure =>
  new Failure(`${message} Run it without a command for help.`, 2)
