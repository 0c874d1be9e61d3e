import type { Cause } from './causes'
import { withoutTransport } from './words'

/** What registries and runtimes write when a pull fails; only the text tells the kinds apart. First match wins. */
const texts: readonly (readonly [Cause, RegExp])[] = [
  ['image-rate-limited', /toomanyrequests|too many requests|rate limit|\b429\b/i],
  // Docker Hub answers alike for an image that is not there and one that is private: then it is not found.
  [
    'image-not-found',
    /repository does not exist|manifest unknown|manifest .*not found|name unknown|: not found|\b404\b|no such image/i,
  ],
  ['image-platform', /no match for platform|no matching manifest for|exec format error/i],
  [
    'image-unauthorized',
    /unauthorized|authentication required|authorization failed|access denied|denied:|\b40[13]\b|forbidden|no basic auth credentials/i,
  ],
  ['image-signature', /signature/i],
  [
    'image-registry-unreachable',
    /no such host|connection refused|i\/o timeout|TLS handshake|x509|context deadline exceeded|network is unreachable|connection reset|no route to host|server misbehaving|\b50[234]\b/i,
  ],
]

const waits: Readonly<Record<string, Cause>> = {
  ErrImageNeverPull: 'image-never-pulled',
  InvalidImageName: 'image-name',
  ImageInspectError: 'image-unusable',
  RegistryUnavailable: 'image-registry-unreachable',
  SignatureValidationFailed: 'image-signature',
}

/** Kubelet images/types.go and cri-api/pkg/errors: reasons of a container that waits for its image. */
const pulls = new Set(['ErrImagePull', 'ImagePullBackOff'])

/** The cause behind a container's waiting reason and the words of the pull; undefined when it is not about the image. */
export function imageCause(reason: string, words: string): Cause | undefined {
  if (!pulls.has(reason)) return waits[reason]
  const said = withoutNames(words)
  return texts.find(([, text]) => text.test(said))?.[0] ?? 'image-pull'
}

/** A tag may read like a status: `web:404`. */
const withoutNames = (words: string): string =>
  words.replaceAll(/"[^"]*"/g, '""').replaceAll(/\S+\/\S+[:@][\w.-]+/g, '')

/**
 * The end of the chain of errors, which says what the registry said: `manifest unknown`; '' when the kubelet only repeats
 * its own reason. The chain is `Back-off pulling image "x": ErrImagePull: failed to pull and unpack image "x": …`.
 */
export function pullError(words: string): string {
  const parts = withoutTransport(words)
    .replace(/^Back-off pulling image( "[^"]*")?(: |$)/, '')
    .replace(/^(ErrImagePull|ImagePullBackOff)(: |$)/, '')
    .split(/: (?=[^/\s])/)
    // Steps of the chain and the image itself, which the sentence names.
    .filter(
      (part) => part !== '' && !/^(failed to|pulling from|httpReadSeeker)/i.test(part) && !/^\S+\/\S+$/.test(part),
    )
  return parts.slice(-2).join(': ')
}
