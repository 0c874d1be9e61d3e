import { runPlaywright } from './run-playwright'

runPlaywright('demo')
