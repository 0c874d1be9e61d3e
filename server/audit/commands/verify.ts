import { runCommand } from './run-command'
import { verifyCommand } from './verify-command'

await runCommand(() => verifyCommand(process.argv.slice(2), process.env))
