import { backUpCommand } from './backup-command'
import { runCommand } from './run-command'

await runCommand(() => backUpCommand(process.argv.slice(2), process.env))
