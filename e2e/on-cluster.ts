import { runPlaywright } from './run-playwright'

runPlaywright('cluster')
