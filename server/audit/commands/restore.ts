import { userInfo } from 'node:os'
import { restoreCommand } from './restore-command'
import { runCommand } from './run-command'

await runCommand(() => restoreCommand(process.argv.slice(2), process.env, userInfo().username))
