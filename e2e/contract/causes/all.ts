import type { Case } from './case'
import { controllerCases } from './controllers'
import { infrastructureCases } from './infrastructure'
import { lifeCases } from './lives'
import { startCases } from './starts'

export const cases: readonly Case[] = [...startCases, ...lifeCases, ...controllerCases, ...infrastructureCases]
