/** A command of `kubectl` that both clusters are given; `{name}` in it stands for what an earlier step kept. */
export interface Command {
  readonly run: string
  readonly stdin?: string
  /** For a command that goes on by itself: after so long it is ended. */
  readonly seconds?: number
  /** Run while the command goes on, once it has had time to begin. */
  readonly meanwhile?: string
  /** What it says is kept under this name and not compared. */
  readonly keep?: string
  /** It prepares others: it has to succeed, and what it says is not compared. */
  readonly prepares?: true
  /** Only lines with this are compared; `nothing` leaves exit codes. */
  readonly only?: RegExp
  /** Numbers are measurements: any number is as good as another. */
  readonly measured?: true
  /** Lines come in no order, or as often as something happened. */
  readonly asSet?: true
}

export type Step = string | Command

export interface Scenario {
  readonly name: string
  readonly steps: readonly Step[]
}

export const nothing = /^$/

export const prepare = (run: string): Command => ({ run, prepares: true })
export const asSet = (run: string): Command => ({ run, asSet: true })
