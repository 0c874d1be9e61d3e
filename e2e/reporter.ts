import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'

/** Ends every run with `N passed, N failed, N skipped`. A test that should have run and did not has failed. */
export default class ClosingLine implements Reporter {
  private tests: readonly TestCase[] = []
  private broken = false

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests()
  }

  onEnd({ status }: FullResult): void {
    this.broken = status !== 'passed'
  }

  /** After all other reporters have said what they have to say. */
  async onExit(): Promise<void> {
    const passed = this.tests.filter((test) => test.results.length > 0 && test.ok() && test.outcome() !== 'skipped')
    const skipped = this.tests.filter((test) => test.expectedStatus === 'skipped')
    const failed = this.tests.length - passed.length - skipped.length
    const told = this.broken && failed === 0 ? 1 : failed
    console.log(`\n${passed.length} passed, ${told} failed, ${skipped.length} skipped`)
  }
}
