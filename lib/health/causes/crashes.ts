import { because } from '@/lib/health/words'
import { type CauseEntry, type Told, verb, word } from './entry'

const why = ({ words }: Told) => because(words.why)

/** Of one container: that it ends now so and now otherwise is one trouble. */
const family = 'crash'

export const crashCauses = {
  'crash-out-of-memory': {
    title: 'Out of memory',
    tell: (it) => `${run(it)} out of memory: ${word(it.detail, 'container')} is killed ${limit(it)}${restarts(it)}`,
    harms: 'pods',
    family,
    remedies: ['raise-memory-limit', 'previous-logs', 'undo'],
  },
  'crash-exit': {
    title: 'Crash loop',
    tell: (it) =>
      `${crash(it)}: ${word(it.detail, 'container')} ends with exit code ${word(it.words, 'code')}${message(it)}${restarts(it)}`,
    harms: 'pods',
    family,
    remedies: ['previous-logs', 'undo', 'events'],
  },
  'crash-signal': {
    title: 'Killed by a signal',
    tell: (it) =>
      `${crash(it)}: ${word(it.detail, 'container')} is ended by ${word(it.words, 'signal')}${restarts(it)}`,
    harms: 'pods',
    family,
    remedies: ['previous-logs', 'events', 'undo'],
  },
  'crash-liveness': {
    title: 'Liveness probe kills it',
    tell: (it) =>
      `${verb(it, 'is', 'are')} restarted again and again: the liveness probe of ${word(it.detail, 'container')} fails${why(it)}${restarts(it)}`,
    harms: 'pods',
    family,
    remedies: ['previous-logs', 'events', 'edit', 'undo'],
  },
  'crash-startup': {
    title: 'Startup probe kills it',
    tell: (it) =>
      `never ${verb(it, 'gets', 'get')} through the startup probe of ${word(it.detail, 'container')}, which kills it each time${why(it)}${restarts(it)}`,
    harms: 'pods',
    family,
    remedies: ['previous-logs', 'edit', 'undo'],
  },
  'crash-completes': {
    title: 'Ends at once',
    tell: (it) =>
      `${verb(it, 'ends by itself', 'end by themselves')}: ${word(it.detail, 'container')} exits with 0 and is started again, because pods of this kind are to run for ever${restarts(it)}`,
    harms: 'pods',
    family,
    remedies: ['previous-logs', 'edit', 'undo'],
  },
  'crash-unknown': {
    title: 'Restarts, cause unknown',
    tell: (it) =>
      `${verb(it, 'keeps', 'keep')} restarting: how ${word(it.detail, 'container')} last ended is not known${restarts(it)}`,
    harms: 'pods',
    family,
    vague: true,
    remedies: ['previous-logs', 'events', 'node'],
  },
  'command-cannot-run': {
    title: 'Command cannot run',
    tell: (it) => `can't start: the command of ${word(it.detail, 'container')} can't be run${why(it)}`,
    harms: 'pods',
    family,
    remedies: ['edit', 'undo', 'events'],
  },
} as const satisfies Record<string, CauseEntry>

const run = (it: Told) => verb(it, 'runs', 'run')
const crash = (it: Told) => verb(it, 'keeps crashing', 'keep crashing')
const message = ({ words }: Told) => (word(words, 'message') === '' ? '' : ` ("${word(words, 'message')}")`)
const limit = ({ words }: Told) => {
  if (word(words, 'limit') !== '') return `at its limit of ${word(words, 'limit')}`
  // Without a limit of its own it is the node's memory, or that of its pod, that was used up.
  return words.unlimited === undefined ? 'at its limit' : 'by the kernel, though it has no limit of its own'
}
const restarts = ({ words }: Told) => (word(words, 'restarts') === '' ? '' : `, restarted ${word(words, 'restarts')}`)
