import { because } from '@/lib/health/words'
import { type CauseEntry, type Told, word } from './entry'

const image = ({ detail }: Told) => word(detail, 'image')
const why = ({ words }: Told) => because(words.why)
const family = 'image'

export const imageCauses = {
  'image-not-found': {
    title: 'Image not found',
    tell: (it) => `can't pull ${image(it)}: the registry has no such image${aside(it)}`,
    harms: 'pods',
    family,
    remedies: ['edit-image', 'undo', 'events'],
  },
  'image-unauthorized': {
    title: 'Image pull not allowed',
    tell: (it) => `may not pull ${image(it)}: the registry wants other credentials${aside(it)}`,
    harms: 'pods',
    family,
    remedies: ['config', 'edit-image', 'undo', 'events'],
  },
  'image-rate-limited': {
    title: 'Image pull rate limited',
    tell: (it) => `can't pull ${image(it)} now: the registry limits how often it may be asked${aside(it)}`,
    harms: 'pods',
    family,
    remedies: ['events', 'edit-image'],
  },
  'image-registry-unreachable': {
    title: 'Registry unreachable',
    tell: (it) => `can't pull ${image(it)}: its registry can't be reached${aside(it)}`,
    harms: 'pods',
    family,
    remedies: ['events', 'node', 'edit-image'],
  },
  'image-platform': {
    title: 'Image for another platform',
    tell: (it) => `can't pull ${image(it)}: it is not made for the platform of the node${aside(it)}`,
    harms: 'pods',
    family,
    remedies: ['edit-image', 'undo', 'node'],
  },
  'image-signature': {
    title: 'Image signature refused',
    tell: (it) => `may not run ${image(it)}: its signature was not accepted${aside(it)}`,
    harms: 'pods',
    family,
    remedies: ['edit-image', 'undo', 'events'],
  },
  'image-never-pulled': {
    title: 'Image not on the node',
    tell: (it) => `can't start ${image(it)}: it is not on the node, and the pull policy Never forbids to fetch it`,
    harms: 'pods',
    family,
    remedies: ['edit-image', 'undo'],
  },
  'image-name': {
    title: 'Invalid image name',
    tell: (it) => `can't pull "${image(it)}": that is not the name of an image`,
    harms: 'pods',
    family,
    remedies: ['edit-image', 'undo'],
  },
  'image-unusable': {
    title: 'Image unusable',
    tell: (it) => `can't use ${image(it)}${why(it)}`,
    harms: 'pods',
    family,
    remedies: ['events', 'node', 'edit-image'],
  },
  'image-pull': {
    title: 'Image pull failed',
    tell: (it) => `can't pull ${image(it)}${why(it)}`,
    harms: 'pods',
    family,
    vague: true,
    remedies: ['events', 'edit-image', 'undo'],
  },
} as const satisfies Record<string, CauseEntry>

function aside({ words }: Told): string {
  const said = because(words.why).slice(2)
  return said === '' ? '' : ` (${said})`
}
