import { FlagError } from '@/demo/flags'
import type { Scene } from './scene'
import { blueGreen } from './scenes/blue-green'
import { campaign } from './scenes/campaign'
import { canary } from './scenes/canary'
import { cronjob } from './scenes/cronjob'
import { drain } from './scenes/drain'
import { leak } from './scenes/leak'
import { lostNode } from './scenes/lost-node'
import { pressure } from './scenes/pressure'
import { quota } from './scenes/quota'
import { statefulset } from './scenes/statefulset'
import { typo } from './scenes/typo'
import type { Story } from './story'

/** When each scene begins in the shop's story, in virtual minutes; docs/demo.md tells it minute by minute. */
const cues: readonly (readonly [number, Scene])[] = [
  [0.05, canary],
  [1, campaign],
  [1.5, leak],
  [2, typo],
  [2.5, cronjob],
  [3, pressure],
  [4, drain],
  [5, statefulset],
  [6, blueGreen],
  [7, lostNode],
  [8, quota],
]

const whole: readonly Story[] = [
  {
    name: 'shop',
    about: 'Everything that goes wrong in a shop goes wrong within ten minutes, and heals or waits for you.',
    troubled: false,
    cues,
    everyday: { calm: 1, troubles: 12 },
  },
  {
    name: 'calm',
    about: 'Nothing goes wrong: releases, restarts, load and maintenance as on any day.',
    troubled: false,
    cues: [],
    everyday: { calm: 0.5 },
  },
  {
    name: 'standing',
    about: 'Nothing happens by itself, but the shop is broken in all usual ways from the start.',
    troubled: true,
    cues: [],
  },
]

export const stories: readonly Story[] = [
  ...whole,
  ...cues.map(([, scene]): Story => {
    const { name, about } = scene
    return { name, about, troubled: false, cues: [[0.05, scene]] }
  }),
]

/** Throws a sentence that lists the stories when there is none of this name. */
export function findStory(name: string): Story {
  const found = stories.find((story) => story.name === name)
  if (found !== undefined) return found
  throw new FlagError(`There is no story "${name}": use ${stories.map((story) => story.name).join(', ')}.`)
}

export const standing: Story = findStory('standing')
