import { stories } from '@/demo/story/stories'
import { FlagError } from './flags'

/** The flags that say what the demo cluster is like, with what they are when left out. */
export const worldFlags = {
  pods: 600,
  nodes: undefined as number | undefined,
  churn: 5,
  seed: '1',
  story: 'shop',
  at: 0,
  speed: 1,
}

const fastest = 100

/** Throws a sentence when virtual time can't go so fast. */
export function checkSpeed(speed: number): void {
  if (speed < 1 || speed > fastest) throw new FlagError(`--speed must be from 1 to ${fastest}, not ${speed}.`)
}

const width = Math.max(...stories.map(({ name }) => name.length))

/** What `--help` says; `command` is what was typed, `port` what its flag is for. */
export const usageOf = (command: string, port: string): string => `Usage: ${command} [flags]

  --port N      ${port}
  --pods N      size of the shop; ${worldFlags.pods} is its usual one, more multiply it
  --nodes N     machines; as many as the pods need when left out
  --churn N     ordinary changes of objects per second beside the story, ${worldFlags.churn} when left out
  --seed TEXT   the same seed gives the same shop and the same story
  --story NAME  what happens, ${worldFlags.story} when left out:
${stories.map(({ name, about }) => `                  ${name.padEnd(width)}  ${about}`).join('\n')}
  --at MINUTE   starts inside the story, at this virtual minute
  --speed N     virtual seconds in each second, from 1 to ${fastest}

docs/demo.md tells the story minute by minute.`
